/**
 * All that the server uses of the SDK. It is built apart (esbuild.mjs): the SDK brings zod's large form, of which the
 * chunks that the extension and the program share would otherwise get their part.
 */
export { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
export { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
export { CallToolRequestSchema, ErrorCode, ListToolsRequestSchema, McpError } from '@modelcontextprotocol/sdk/types.js';
