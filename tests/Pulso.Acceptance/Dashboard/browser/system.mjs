// The whole system on this machine, started by the command line, and what sends events to it.

import { spawn } from 'node:child_process';
import { createHmac, randomUUID } from 'node:crypto';
import { createServer } from 'node:net';
import { join } from 'node:path';

export const root = new URL('../../../../', import.meta.url).pathname;

const free = () => new Promise(done => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    server.close(() => done(port));
  });
});

/** Starts it; gives its address, its key and, of a demo, its day. */
export async function start([verb, ...more], data, configuration = 'Debug') {
  const port = await free();
  const child = spawn('dotnet', ['run', '-c', configuration, '--project', join(root, 'src/Pulso.Cli'), '--', verb, ...more, '--data', data, '--port', String(port)], { cwd: root, detached: true });
  let said = '';
  await new Promise((done, fail) => {
    for (const stream of [child.stdout, child.stderr]) stream.on('data', text => { said += text; if (said.includes('Ctrl+C ends it.')) done(); });
    child.on('exit', code => fail(new Error(`it ended with ${code}:\n${said}`)));
  });
  child.removeAllListeners('exit');
  return { child, url: `http://127.0.0.1:${port}/`, key: said.match(/Bearer (\S+)/)[1], date: said.match(/date=(\d{4}-\d\d-\d\d)/)?.[1] };
}

export async function stop(system) {
  const ended = new Promise(done => system.child.on('exit', done));
  process.kill(-system.child.pid, 'SIGINT'); // its group: dotnet run leaves the signal to what it runs
  await ended;
}

/** Sends events to a tenant, signed. */
export async function send(system, tenant, secret, events) {
  const [id, at, body] = [randomUUID(), String(Math.floor(Date.now() / 1000)), JSON.stringify(events)];
  const signature = createHmac('sha256', Buffer.from(secret.slice('whsec_'.length), 'base64')).update(`${id}.${at}.${body}`).digest('base64');
  const answer = await fetch(`${system.url}api/${tenant}/events`, {
    method: 'POST', body, headers: { 'content-type': 'application/cloudevents-batch+json', 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': `v1,${signature}` },
  });
  if (answer.status !== 202) throw new Error(`${answer.status} ${await answer.text()}`);
}
