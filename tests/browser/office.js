// The program under test: a sandbox in a fresh folder, served on a free port on a clock that
// stands still.

import { execFile, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const PROGRAM = process.env.CASEWAY_BIN;
const run = promisify(execFile);

export class Office {
  #folder;
  #server;
  /** Where it is served. */
  base;

  /** A sandbox with nothing on record. */
  static async empty(clock) {
    const office = new Office();
    await office.#make();
    await run(PROGRAM, ["--data", office.data, "init", "--sandbox"], { cwd: office.#folder });
    await office.serve(clock);
    return office;
  }

  /** The demonstration's world. */
  static async demo(clock) {
    const office = new Office();
    await office.#make();
    await office.#start(["--clock", clock, "demo", "--listen", "127.0.0.1:0"]);
    return office;
  }

  async #make() {
    this.#folder = await mkdtemp(join(tmpdir(), "caseway-browser-"));
  }

  get data() {
    return join(this.#folder, "data");
  }

  /** Serves the record on a clock; what was served before is stopped. */
  async serve(clock) {
    await this.stop();
    await this.#start(["--clock", clock, "serve", "--listen", "127.0.0.1:0"]);
  }

  async #start(words) {
    const server = spawn(PROGRAM, ["--data", this.data, ...words], {
      cwd: this.#folder,
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#server = server;
    let said = "";
    this.base = await new Promise((serves, fails) => {
      const hear = (text) => {
        said += text;
        const at = /Caseway is at (http:\S+)/.exec(said);
        if (at) serves(at[1]);
      };
      server.stdout.on("data", hear);
      server.stderr.on("data", hear);
      server.on("exit", (code) => fails(new Error(`the program ended with ${code}: ${said}`)));
    });
  }

  async stop() {
    const server = this.#server;
    if (!server) return;
    this.#server = undefined;
    server.removeAllListeners("exit");
    const ended = new Promise((done) => server.on("exit", done));
    server.kill("SIGTERM");
    await ended;
  }

  async remove() {
    await this.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }
}
