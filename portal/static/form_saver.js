// What waits to be saved, and when it is sent: nothing is lost, nothing overwritten unseen.
"use strict";
((page) => {
  const { byQuestion } = typeof module === "object" ? require("./form_answers.js") : page.formAnswers;
  const WAIT = 1500; // milliseconds after the last key
  const RETRY = [5000, 10000, 20000, 60000];

  // `send({seen, answers}, leaving)` promises {status, reply}, or fails where there is no
  // connection; `say(kind, told)` tells the reader; `keep(keys)` keeps a copy of what is not
  // saved (none: nothing is); `wait(then, ms)` calls later and gives what `cancel` takes back.
  const saver = ({ version, send, say, keep, wait, cancel }) => {
    let base = version; // nobody else has saved since, as far as we know
    const own = new Map(); // the version of our own last save, where others saved between
    const known = new Map(); // what is saved, or stands there by somebody else's hand
    const waiting = new Map();
    const held = new Set(); // ours in the box, theirs saved: sent when it is changed again
    let timer = null;
    let sending = null;
    let failed = 0;

    const seen = (key) => own.get(key) ?? base;
    const unsaved = () => [...waiting.keys(), ...held];
    const later = (ms) => {
      cancel(timer);
      timer = wait(() => flush(), ms);
    };

    const shows = (key, given) => known.set(key, JSON.stringify(given));

    const changed = (key, given) => {
      if (JSON.stringify(given) === known.get(key)) waiting.delete(key);
      else {
        waiting.set(key, given);
        held.delete(key);
      }
      keep(unsaved());
      if (waiting.size) later(WAIT);
      else cancel(timer);
    };

    const took = (sent, reply) => {
      failed = 0;
      if (reply.version === base + 1) base = reply.version;
      else for (const key of sent.keys()) own.set(key, reply.version);
      for (const [key, given] of sent) {
        shows(key, given);
        if (JSON.stringify(waiting.get(key)) === known.get(key)) waiting.delete(key);
      }
      for (const one of reply.conflicts) {
        const key = `${one.question}|||${one.state}`;
        own.set(key, reply.version);
        if (!waiting.has(key)) held.add(key);
      }
      keep(unsaved());
      say(reply.conflicts.length || held.size ? "conflict" : "saved", { sent, reply });
      if (waiting.size) later(0);
    };

    const again = (why) => {
      say(why, {});
      later(RETRY[Math.min(failed, RETRY.length - 1)]);
      failed += 1;
    };

    const came = (sent, { status, reply }) => {
      if (status === 200 && reply) return took(sent, reply);
      if (status === 401) return again("signed_out");
      if (reply?.said && status < 500) return say("refused", reply); // asking again cannot help
      return again("offline");
    };

    const flush = (leaving = false) => {
      if (sending) return sending;
      cancel(timer);
      const first = waiting.keys().next();
      if (first.done) return Promise.resolve();
      const at = seen(first.value);
      const sent = new Map([...waiting].filter(([key]) => seen(key) === at));
      say("saving", {});
      sending = send({ seen: at, answers: byQuestion(sent) }, leaving)
        .then((answered) => came(sent, answered), () => again("offline"))
        .finally(() => (sending = null));
      return sending;
    };

    return { shows, changed, flush, seen, unsaved, busy: () => sending };
  };

  if (typeof module === "object") module.exports = { saver };
  else page.formSaver = saver;
})(globalThis);
