import tseslint from 'typescript-eslint';
import importX from 'eslint-plugin-import-x';
import { builtinModules } from 'node:module';

/**
 * The arrows between folders (architecture.md, "One picture"). Each row: the folder, and the only folders of `src` it
 * may import. Whatever is not named here is forbidden.
 */
const arrows = {
  core: ['core'],
  services: ['core', 'services'],
  storage: ['core', 'storage'],
  sandbox: ['sandbox'],
  protocol: ['core', 'protocol'],
  webview: ['protocol', 'webview'],
  extension: ['core', 'services', 'storage', 'protocol', 'extension'],
  // `cleanrooms mcp` starts the one host that another one starts.
  cli: ['core', 'services', 'storage', 'sandbox', 'mcp', 'cli'],
  mcp: ['core', 'services', 'storage', 'mcp'],
};

const nodeModules = [...builtinModules, ...builtinModules.map((name) => `node:${name}`)];
const restrict = (paths, patterns) => ['error', { paths, patterns }];

export default tseslint.config(
  { ignores: ['dist/**', 'out/**', '.cache/**', 'node_modules/**'] },
  ...tseslint.configs.strictTypeChecked.map((each) => ({ ...each, files: ['**/*.ts'] })),
  {
    files: ['**/*.ts'],
    plugins: { 'import-x': importX },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'as', objectLiteralTypeAssertions: 'never' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-unused-vars': ['error', { varsIgnorePattern: '^_', argsIgnorePattern: '^_' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: true }],
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      'import-x/no-restricted-paths': [
        'error',
        {
          zones: Object.entries(arrows).map(([folder, allowed]) => ({
            target: `./src/${folder}`,
            from: './src',
            except: allowed.map((name) => `./${name}`),
            message: `src/${folder} may import only: ${allowed.join(', ')}.`,
          })),
        },
      ],
    },
  },
  {
    files: ['src/core/**/*.ts'],
    rules: {
      'no-restricted-imports': restrict(
        nodeModules.map((name) => ({ name, message: 'core is plain TypeScript: no Node module.' })),
        [{ regex: '^(?!\\.|zod/mini$|jsonc-parser$)', message: 'core imports nothing but itself, zod/mini and jsonc-parser.' }],
      ),
    },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/extension/**'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { paths: [{ name: 'vscode', message: 'Only src/extension talks to VS Code.' }] },
      ],
    },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/services/aws/**', 'src/core/**', 'src/webview/**'],
    rules: {
      'no-restricted-imports': restrict(
        [],
        [{ group: ['@aws-sdk/*', '@smithy/*'], message: 'Only src/services/aws talks to the AWS SDK.' }],
      ),
    },
  },
  {
    files: ['src/webview/**/*.ts'],
    rules: {
      'no-restricted-imports': restrict(
        nodeModules.map((name) => ({ name, message: 'A webview runs in a browser: no Node module.' })),
        [{ regex: '^(?!\\.|zod/mini$)', message: 'A webview imports nothing but itself, the protocol and zod/mini.' }],
      ),
      'no-restricted-properties': [
        'error',
        ...['innerHTML', 'outerHTML', 'insertAdjacentHTML', 'setHTMLUnsafe', 'createContextualFragment'].map((property) => ({
          property,
          message: 'Words of others are data: make elements, set textContent.',
        })),
      ],
    },
  },
  {
    files: ['src/webview/ui/toolkit.ts'],
    rules: { 'no-restricted-imports': 'off' },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unused-expressions': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
);
