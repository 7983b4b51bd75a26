// Prints so many made-up calls as canonical events, six a call: node calls.mjs COUNT NAME
const [count, name] = [Number(process.argv[2]), process.argv[3] ?? "call"];
const start = Date.UTC(2026, 10, 20, 8);
const lines = [];
for (let call = 0; call < count; call++) {
  const subject = `${name}-${call}`, at = start + call * 7_000;
  const event = (type, seconds, data = {}) => lines.push(JSON.stringify({
    specversion: "1.0", id: `${subject}/${type}`, source: "/acme/pbx", type: `contact.${type}`,
    time: new Date(at + seconds * 1_000).toISOString(), subject, data,
  }));
  event("started", 0, { channel: "voice", customer: `customer-${call % 997}`, queue: ["sales", "care"][call % 2], reason: `reason-${call % 9}` });
  event("queued", 1, { queue: ["sales", "care"][call % 2] });
  event("answered", 5 + (call % 40), { agent: `agent-${call % 20}` });
  event("handled", 200 + (call % 200), { agent: `agent-${call % 20}`, talk: 120 + (call % 90), wrap: 20 });
  event("resolved", 200 + (call % 200));
  event("closed", 201 + (call % 200));
}
process.stdout.write(lines.join("\n") + "\n");
