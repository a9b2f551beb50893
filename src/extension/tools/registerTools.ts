import * as vscode from 'vscode';
import * as z from 'zod/mini';
import { once } from '../../core/once.ts';
import type { Workbench } from '../workbench.ts';

const manifest = z.object({ contributes: z.object({ languageModelTools: z.array(z.object({ name: z.string() })) }) });

/** Registers every tool that package.json contributes; their code, and the jobs behind it, is loaded when one is first used. */
export function registerTools(extension: vscode.Extension<unknown>, workbench: Workbench): vscode.Disposable {
  const loaded = once(async () => {
    const { WorkbenchTools } = await import('./workbenchTools.ts');
    return new WorkbenchTools(workbench);
  });
  const { languageModelTools } = manifest.parse(extension.packageJSON).contributes;
  return vscode.Disposable.from(
    ...languageModelTools.map(({ name }) =>
      vscode.lm.registerTool<object>(name, {
        prepareInvocation: async ({ input }, token) => (await loaded()).prepare(name, input, token),
        invoke: async ({ input }, token) => (await loaded()).invoke(name, input, token),
      }),
    ),
  );
}
