// The form saves itself while one writes. Without this script, its buttons do the same.
"use strict";
((page) => {
  const { answer, parsed, texts, total } = page.formAnswers;
  const KEPT_ALIVE = 60000; // bytes that a browser still sends for a page that is closed

  const form = document.querySelector("form[data-save]");
  if (!form) return;
  const words = form.dataset;
  const language = words.language;
  const status = form.querySelector("[data-status]");
  const questions = new Map(
    [...form.querySelectorAll("[data-question]")].map((one) => [one.dataset.question, one]),
  );

  const pairsOf = (box) =>
    [...box.querySelectorAll("input, textarea")]
      .filter((one) => !one.hasAttribute("data-was"))
      .filter((one) => !/radio|checkbox/.test(one.type) || one.checked)
      .map((one) => [one.name, one.value]);
  const answerOf = (box) => answer(box.dataset.kind, pairsOf(box));

  const made = (tag, text, kind) => {
    const one = document.createElement(tag);
    one.textContent = text;
    if (kind) one.className = kind;
    return one;
  };
  const told = (text, kind) => {
    status.textContent = text;
    status.className = `status ${kind}`;
  };
  const PARIS = { timeZone: "Europe/Paris", dateStyle: "long", timeStyle: "short" };
  const clock = (at) => at.toLocaleTimeString(language === "fr" ? "fr-FR" : "en-GB");

  // How long each answer is, and what a table comes to.
  const measure = (box) => {
    const given = answerOf(box);
    const count = box.querySelector("[data-count]");
    if (count) {
      const { count: unit, least, most, words: said } = count.dataset;
      const long = texts(given).reduce((sum, one) => sum + page.counted[unit](one), 0);
      const over = most && long > Number(most);
      const under = long > 0 && long < Number(least);
      const why = over ? ` (${words.sayOver})` : under ? ` (${words.sayUnder})` : "";
      count.textContent = said.replace("{}", long.toLocaleString(language)) + why;
      count.classList.toggle("over", Boolean(over || under));
    }
    const sum = box.querySelector("[data-total]");
    if (sum) {
      const amount = total(given).toLocaleString(language === "fr" ? "fr-FR" : "en-US");
      sum.textContent = language === "fr" ? `${amount} $ É.-U.` : `US$${amount}`;
    }
  };

  // A copy in this browser of what is not saved, by dossier and version.
  const PLACE = `dossier form ${words.reference} `;
  const copy = `${PLACE}${words.version} ${words.section}`;
  const keep = (keys) => {
    try {
      if (!keys.length) page.localStorage.removeItem(copy);
      else {
        const kept = keys.map((key) => [key, pairsOf(questions.get(key))]);
        page.localStorage.setItem(copy, JSON.stringify(kept));
      }
    } catch {
      // a browser that keeps nothing: the text is still on the page
    }
  };

  const send = async (body, leaving) => {
    const text = JSON.stringify(body);
    const answered = await fetch(words.save, {
      method: "PATCH",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: text,
      keepalive: leaving && new Blob([text]).size < KEPT_ALIVE,
      redirect: "manual",
    });
    if (answered.type === "opaqueredirect") return { status: 401 }; // to where one signs in
    return { status: answered.status, reply: await answered.json().catch(() => null) };
  };

  const conflicted = ({ by, at, in_words: said }) => {
    const box = made("div", "", "callout bad");
    const when = new Date(at).toLocaleString(language === "fr" ? "fr-FR" : "en-GB", PARIS);
    box.append(made("p", words.sayTheirs.replace("{0}", by).replace("{1}", when)));
    box.append(made("blockquote", said[language], "prose"), made("p", words.sayMine));
    return box;
  };

  // What the server says of the answers that were sent stands beside them.
  const answered = ({ sent, reply }) => {
    for (const [key] of sent) {
      const box = questions.get(key);
      const { question, state } = parsed(key);
      const here = (one) => one.question === question && one.state === state;
      const said = reply.told.filter(here).map((one) => made("p", one[language], "fault"));
      const theirs = reply.conflicts.filter(here).map(conflicted);
      box.querySelector("[data-told]").replaceChildren(...theirs, ...said);
      for (const one of box.querySelectorAll(".fault[data-part]")) one.remove();
      for (const one of box.querySelectorAll("[aria-invalid]")) one.removeAttribute("aria-invalid");
      // The page is sent with a button too: this answer, as of what we know of it.
      box.querySelector("[data-was]").value = `${saving.seen(key)}:`;
    }
    for (const one of document.querySelectorAll("[data-still-open]"))
      one.textContent = reply.still_open[language];
    document.querySelector("[data-last]")?.remove(); // what it says is no longer so
  };

  const say = (kind, about) => {
    if (about.sent) answered(about);
    const strange = about.reply?.told.filter((one) => !one.question) ?? [];
    if (strange.length) return told(strange.map((one) => one[language]).join(" "), "bad");
    if (kind === "refused") return told(about.said[language], "bad");
    if (kind === "saving") return told(words.saySaving, "");
    if (kind === "saved") return told(words.saySaved.replace("{}", clock(new Date())), "good");
    const said = { offline: words.sayOffline, signed_out: words.saySignedOut };
    return told(said[kind] ?? words.sayConflict, "bad");
  };

  const saving = page.formSaver({
    version: Number(words.version),
    send,
    say,
    keep,
    wait: (then, ms) => setTimeout(then, ms),
    cancel: (timer) => clearTimeout(timer),
  });

  const looked = (event) => {
    const box = event.target.closest("[data-question]");
    if (!box) return;
    measure(box);
    saving.changed(box.dataset.question, answerOf(box));
  };

  const addRows = (button) => {
    const box = button.closest("[data-question]");
    const body = box.querySelector("tbody");
    const last = body.rows[body.rows.length - 1];
    const at = body.rows.length;
    const row = last.cloneNode(true);
    for (const one of row.querySelectorAll(".fault")) one.remove();
    for (const one of row.querySelectorAll("input, textarea")) {
      const name = parsed(one.name);
      one.name = [name.question, at, name.part, name.state].join("|");
      one.id = one.id.replace(/-\d+-(\w+)$/, `-${at}-$1`);
      one.setAttribute("aria-label", one.getAttribute("aria-label").replace(/\d+$/, at + 1));
      one.removeAttribute("aria-invalid");
      one.defaultValue = one.value = "";
    }
    body.append(row);
    return row;
  };

  const putBack = (kept) => {
    for (const [key, pairs] of kept) {
      const box = questions.get(key);
      if (!box) continue;
      const at = Math.max(-1, ...pairs.map(([name]) => Number(parsed(name).row || -1)));
      const body = box.querySelector("tbody");
      while (body && body.rows.length <= at) addRows(body);
      for (const one of box.querySelectorAll("input:not([data-was]), textarea")) {
        const own = pairs.filter(([name]) => name === one.name).map(([, text]) => text);
        if (/radio|checkbox/.test(one.type)) one.checked = own.includes(one.value);
        else one.value = own[0] ?? "";
      }
      measure(box);
      saving.changed(key, answerOf(box));
    }
  };

  // What an earlier visit could not save is offered, unless it is what stands here already.
  const rescue = (place) => {
    let kept = [];
    try {
      kept = JSON.parse(page.localStorage.getItem(place));
    } catch {
      // not ours to read: it is discarded below
    }
    const differs = ([key, pairs]) => {
      const box = questions.get(key);
      return box && JSON.stringify(answer(box.dataset.kind, pairs)) !== JSON.stringify(answerOf(box));
    };
    if (!Array.isArray(kept) || !kept.some(differs)) return page.localStorage.removeItem(place);
    const box = made("div", "", "callout");
    box.setAttribute("role", "alert");
    const choose = (text, then) => {
      const button = made("button", text);
      button.type = "button";
      button.addEventListener("click", () => {
        page.localStorage.removeItem(place);
        box.remove();
        then();
      });
      return button;
    };
    box.append(made("p", words.sayRescued));
    box.append(choose(words.sayPutBack, () => putBack(kept.filter(differs))), " ");
    box.append(choose(words.sayDiscard, () => {}));
    return form.before(box);
  };

  const rescued = () => {
    try {
      const places = Object.keys(page.localStorage).filter((one) => one.startsWith(PLACE));
      for (const place of places.filter((one) => one.endsWith(` ${words.section}`))) rescue(place);
    } catch {
      // a browser that keeps nothing
    }
  };

  for (const [key, box] of questions) {
    saving.shows(key, answerOf(box));
    measure(box);
  }
  told(words.sayIdle, "");
  rescued();
  const here = document.querySelector(".sections [aria-current]");
  if (here) here.closest("nav").scrollTop = here.offsetTop - here.closest("nav").offsetTop;
  let submitted = false;
  form.addEventListener("input", looked);
  form.addEventListener("change", looked);
  form.addEventListener("focusout", () => saving.flush());
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && !submitted) saving.flush(true);
  });
  page.addEventListener("online", () => saving.flush());
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-add]");
    if (!button) return;
    event.preventDefault();
    addRows(button).querySelector("input, textarea").focus();
  });
  form.addEventListener("submit", (event) => {
    // What is on its way arrives first, so that the page does not contradict itself.
    if (saving.busy()) {
      event.preventDefault();
      saving.busy().then(() => form.requestSubmit(event.submitter));
    } else submitted = true;
  });
  page.addEventListener("beforeunload", (event) => {
    if (!submitted && saving.unsaved().length) event.preventDefault();
  });
})(globalThis);
