// Starts the program under test: on a free port, with the starter catalogue and a data folder of its own.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
export const program = process.env.MATINEE ?? join(process.env.CARGO_TARGET_DIR ?? join(root, "target"), "debug/matinee");

/** Starts a server; `stop` ends it and waits until it has. */
export async function serve(options = [], prepare = async () => {}) {
  const data = await mkdtemp(join(tmpdir(), "matinee-browser-"));
  await prepare(data);
  const server = spawn(program, ["serve", "--listen", "127.0.0.1:0", "--data", data, ...options], { stdio: ["ignore", "pipe", "inherit"] });
  const ended = once(server, "exit");
  const address = new Promise((found, failed) => {
    server.on("error", failed);
    ended.then(([code]) => failed(new Error(`${program} ended with ${code} before it answered`)));
    createInterface({ input: server.stdout }).on("line", (line) => {
      const said = line.match(/http:\/\/[^ ]+/);
      if (said) found(said[0]);
    });
  });
  const stop = async () => {
    server.kill("SIGTERM");
    await ended;
    await rm(data, { recursive: true });
  };
  return { address: await address, stop };
}
