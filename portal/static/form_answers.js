// What the inputs of a question say: the answers of portal/form_pages/posted.py, to the letter.
// Names of inputs are those of portal/form_pages/names.py.
"use strict";
((page) => {
  const parsed = (text) => {
    const [question, row, part, ...state] = text.split("|");
    return { question, row, part, state: state.join("|") };
  };

  const even = (text) => text.replace(/\r\n?/g, "\n");

  const plain = (kind, text) => {
    if (kind === "yes_no") return text === "yes" ? true : text === "no" ? false : text;
    const whole = (kind === "number" || kind === "amount") && /^(0|[1-9][0-9]{0,11})$/.test(text);
    return whole ? Number(text) : text;
  };

  const rows = (boxes) => {
    const made = [];
    for (const [name, text] of boxes) {
      const at = Number(name.row);
      while (made.length <= at) made.push({});
      made[at][name.part] = plain(name.part, text);
    }
    return made.length ? made : null;
  };

  // The answer that the inputs of one question make; null where nothing is in them.
  const answer = (kind, pairs) => {
    const all = pairs.map(([name, text]) => [parsed(name), even(text)]);
    const filled = all.filter(([, text]) => text.trim());
    if (kind === "money" || kind === "timetable") return rows(filled);
    if (kind === "contact") {
      const parts = Object.fromEntries(filled.map(([name, text]) => [name.part, text]));
      return filled.length ? parts : null;
    }
    if (kind === "choices") return filled.length ? filled.map(([, text]) => text) : null;
    const text = all.length ? all[all.length - 1][1] : "";
    if (!text.trim()) return null;
    if (kind !== "list") return plain(kind, text);
    const lines = text.split("\n");
    while (!lines[lines.length - 1].trim()) lines.pop();
    return lines;
  };

  const texts = (given) => {
    if (typeof given === "string") return [given.trim()];
    return given && typeof given === "object" ? Object.values(given).flatMap(texts) : [];
  };

  const total = (given) =>
    (Array.isArray(given) ? given : [])
      .map((row) => row.amount)
      .filter(Number.isInteger)
      .reduce((sum, one) => sum + one, 0);

  // Answers as a form holds them: by question, and by State within it.
  const byQuestion = (answers) => {
    const given = {};
    for (const [key, one] of answers) {
      const { question, state } = parsed(key);
      if (state) (given[question] ??= {})[state] = one;
      else given[question] = one;
    }
    return given;
  };

  const formAnswers = Object.freeze({ answer, byQuestion, parsed, texts, total });
  if (typeof module === "object") module.exports = formAnswers;
  else page.formAnswers = formAnswers;
})(globalThis);
