// The hook of resolver.mjs: a bare name of two or more parts is a file under static/js, as in the page's import map.

const SCRIPTS = new URL("../../static/js/", import.meta.url);
const IS_OURS = /^[a-z][\w-]*(\/[\w-]+)+$/;

export async function resolve(name, context, next) {
  const found = await next(IS_OURS.test(name) ? new URL(`${name}.js`, SCRIPTS).href : name, context);
  return found.url.startsWith("file:") && found.url.endsWith(".js") ? { ...found, format: "module" } : found;
}
