import { pageTextsId, type PageTexts } from '../../protocol/pageText.ts';

export interface WebviewPage {
  title: string;
  /** Addresses of the page's own files, as the webview may load them. */
  script: string;
  style: string;
  /** Where the webview lets its resources come from. */
  cspSource: string;
  /** Random; lets this script run and no other. */
  nonce: string;
  /** Of VS Code, for numbers and times. */
  language: string;
  /** Translated sentences by their English ones; none where VS Code speaks English. */
  texts: PageTexts;
}

/**
 * The page of a webview. It loads its own script and style and nothing else, from nowhere else. The form toolkit tries
 * out a style element to learn whether the browser knows :focus-visible, and takes the nonce for it from a meta element.
 */
export function webviewPage({ title, script, style, cspSource, nonce, language, texts }: WebviewPage): string {
  const policy = `default-src 'none'; style-src ${cspSource} 'nonce-${nonce}'; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="${escaped(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(policy)}">
<meta property="csp-nonce" content="${escaped(nonce)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<link rel="stylesheet" href="${escaped(style)}">
</head>
<body>
<script type="application/json" id="${pageTextsId}">${JSON.stringify(texts).replaceAll('<', '\\u003c')}</script>
<script nonce="${escaped(nonce)}" src="${escaped(script)}"></script>
</body>
</html>
`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
