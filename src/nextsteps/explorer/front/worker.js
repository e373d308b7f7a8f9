// The library in the browser: Pyodide, the wheels and the rulebook, all from this folder.

import { loadPyodide } from "./pyodide/pyodide.mjs";

const SITE = "/library";

const respond = start();

async function start() {
  try {
    const loading = loadPyodide({ indexURL: new URL("./pyodide/", import.meta.url).href });
    const files = await (await fetch("./nextsteps-page.json")).json();
    const archives = files.archives.map(async (name) => [name, await bytes(name)]);
    const rulebook = bytes(files.rulebook);
    const python = await loading;
    for (const [name, archive] of await Promise.all(archives)) {
      python.unpackArchive(archive, name.endsWith(".whl") ? "wheel" : "zip", { extractDir: SITE });
    }
    python.FS.writeFile(`${SITE}/rulebook.jsonl`, await rulebook);
    python.runPython(`import sys; sys.path.insert(0, "${SITE}")`);
    const { Answers } = python.pyimport("nextsteps.explorer.browser");
    const answers = Answers(`${SITE}/rulebook.jsonl`, files.folder ?? undefined);
    postMessage({ form: JSON.parse(answers.form()) });
    return (request) => JSON.parse(answers.answer(JSON.stringify(request)));
  } catch (error) {
    postMessage({ fault: String(error) });
    throw error;
  }
}

async function bytes(name) {
  const response = await fetch(`./${name}`);
  if (!response.ok) throw new Error(`${name} is not in the folder`);
  return new Uint8Array(await response.arrayBuffer());
}

addEventListener("message", async ({ data }) => {
  const { number, request } = data;
  try {
    postMessage({ number, answer: (await respond)(request) });
  } catch (error) {
    postMessage({ number, fault: String(error) });
  }
});
