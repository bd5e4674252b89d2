// How many words and characters a text has: the count of forms/words_counted.py, to the letter.
// White space at both ends is not part of an answer: give these functions box.value.trim().
"use strict";
((page) => {
  // Spelt out, since engines have not always agreed on what \s is (U+180E once was).
  const WORD = /[^\u0009-\u000d\u0020\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]+/g;

  // Its longest runs without a space.
  const words = (text) => (text.match(WORD) || []).length;

  // Code points, not the UTF-16 units that text.length counts.
  const characters = (text) => [...text].length;

  const counted = Object.freeze({ words, characters });
  if (typeof module === "object") module.exports = counted;
  else page.counted = counted;
})(globalThis);
