// The engine behind a page: a request in JSON in, a reply in JSON out.
// clang-format off
//
// A request is an object whose "do" names what is wanted, and whose other fields are those listed below; all others are
// refused by name. "?" marks a field that may be left out. Quantities and marks are strings ("0.4", "-1e-7"), never JSON
// numbers, but for what is only drawn. HTML is what reports/html.cpp writes: all text in it is escaped, so that it can
// be set as markup as it is; formulas are <span class="math inline">\(TeX\)</span> and <div class="math display">\[TeX\]
// </div>, to be set by KaTeX, and a blank to write on is <span class="blank">.
//
// What cannot be done is answered by
//     { "error": "FILE:LINE:COLUMN: what is wrong; what was expected", "where": { "file", "line", "column" },
//       "wrong", "expected" }
// where "line" and "column" are 0 if they are not known; nothing has changed then. A reply never has "error" otherwise.
//
// PROBLEM means the two fields
//     "problem": the text of a problem file;  "files"?: { NAME: TEXT }, the files that it names (an optimizer, data)
//     "name"?: what messages call it ("problem")
//
// do            fields                                   reply
//
// about         -                                        "version", "kinds": [NAME], "levels": [NAME],
//                                                        "optimizers": as `optimizers --format json`,
//                                                        "families": as `families --format json`,
//                                                        "causes": as `mistakes --all --format json`
// language      "name", "po"?: its catalogue,            "name", "comma": has it a decimal comma? All that follows is said
//               where it is not compiled in              in it, but for refusals; sessions stay open. English at first
// optimizer     "name"                                   as `optimizers NAME --format json`; and "text": the definition
//
// draw          "optimizer"?, "family"?, "kind"?,        "problem", "files", "title", "seed", "number", "optimizer",
//               "level"?, "steps"?, "from_step"?,        "family", "certificate": as `certify --format json` has it
//               "dimension"?, "places"? or "figures"?,   but what costs time, "minutes": how long it takes to work.
//               "set"?: { NAME: VALUE },                 The problem `number` (from 1) of a seed; each is what it is
//               "seed"? (text or number), "number"?,     whatever was drawn before. Number 1 is what `generate --seed`
//               "telling"?: [MISTAKE]                    writes. With `telling`, the first from `number` on that tells
//                                                        one of these mistakes from the right answers, where one of 12
//                                                        does: else the first, and "telling" in the reply is false.
//
// open          PROBLEM, "hide_answers"?: true           "session": a number, for the requests below; "title";
//               (feedback holds no expected number)      "question": HTML, what is given and how to work; "parts": [
//                                                          { "label": "(a)" or "", "task": HTML, "asks", "out_of" } ];
//                                                        "rows": [ROW]; "out_of"; "optimizer", "kind", "steps",
//                                                        "components": [NAME]
//   ROW: { "row": its position, "part": the label, "t": a number or null, "quantity", "component": as on an answer sheet,
//          "label": HTML ("m_{1,x}", or in words), "words": "m of x at step 1", "asks": "number", "letter", "line" or
//          "words", "how": "to 4 decimal places" or "", "out_of",
//          "letters": [ { "letter", "words": HTML, empty where the task shows what it is } ], "lines": how many lines
//          there are to choose from (0 but for "line") }
//
// prepare       "session"                                {}. Makes what the first wrong answer would wait for, while the
//                                                        question is read
// answer        "session", "row", "value"                "row": STATE; "changed": [STATE], other rows of which something
//                                                        is other now; "marks", "out_of"; "answered": how many rows are;
//                                                        "causes": [CAUSE], all that is certain on the sheet so far
//   A value of blanks alone clears the row. Words are compared with the model answer by the student: their verdict is
//   "words", and they earn no marks here.
//   STATE: { "row", "value": as it was typed, "verdict": "" where nothing is answered, else one of DESIGN's verdicts, or
//            "words"; "words": the verdict in words; "feedback": HTML; "nudge": HTML, the same without any expected
//            number; "marks", "out_of"; "causes": [identifier], "probably": [identifier]; "shown": its value was told }
//   CAUSE: { "row": where it entered, "verdict", "causes": [identifier], "words": what was done }
// clear         "session", "row"                         as answer
// hint          "session", "row", "level": 1, 2 or 3     "html": the formula; the numbers put in, the student's own where
//                                                        there are any; the value. Of a row that asks for no number:
//                                                        advice; the answer. "level", "last": is it the last?
//                                                        A row whose value was told remembers it.
// solution      "session"                                "html": the whole worked solution; "rows": [ { "row", "value",
//                                                        "working": HTML of its quantity at its step, or "" } ]
// finish        "session"                                "marks", "out_of", "html": the mark sheet, "sheet": as `check
//                                                        --format json`, "shown": how many rows were answered after
//                                                        their value had been told
// sheet         "session"                                "csv": what `practice` goes on from, and `check` and `mark`
//                                                        read; "json": { "answers": [...] }, the same in JSON
// load          "session", "sheet": text, "name"?        "rows": [STATE], "marks", "out_of", "answered". Takes over an
//                                                        answer sheet in CSV; the session's own answers are forgotten
// close         "session"                                {}
//
// solve         PROBLEM, "format"?, "digits"?, "places"? "text": the bytes that the command prints. Formats are
//               or "figures"?, "carry"?, "ties"?,        "markdown" (usual), "text", "latex", "html"; "json" and "csv"
//               "arithmetic"?                            where the command has them
// blank         PROBLEM, "format"?                       "text", as the command `sheet`
// check         PROBLEM, "sheet": text, "sheet_name"?,   "text"
//               "format"?, "hide_answers"?
// certify       PROBLEM, "format"?: "text" or "json"     "text", "holds"
// handout       PROBLEM, "what"?: "questions",           "text"
//               "solutions", "marker"; "title"?,
//               "format"?
//
// trace         PROBLEM, "digits"?                       "rows": [ { "t", "index", "quantity", "component", "label":
//                                                        HTML, "value", "exact": bool } ], "title", "equations": [HTML];
//                                                        the unrounded trace to so many correct digits (10)
// picture       "session", or PROBLEM; "optimizers"?:    "title", "text": what is to be seen, "x", "y": { "label",
//               [NAME], "components"?: [NAME, NAME],     "from", "to" }, "field": null or { "columns", "rows",
//               "causes"?: [identifier]                  "values": row after row from below, null where there is none;
//                                                        "levels" }, "ways": [WAY]
//   The way of the problem's optimizer, or of each of `optimizers`, over the contour lines of J; of a session also the
//   student's own, as far as it is answered, and that of each mistake found (or of `causes`). Of one parameter, J over
//   it.
//   WAY: { "label", "kind": "right", "own", "mistake" or "guide" (the curve of J), "points": [[x, y]] to draw,
//          "steps": [step], "exact": [[text, text]] the numbers, to 12 figures or as the student wrote them }
// clang-format on
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "web/rooms.hpp"

namespace stepmark::web {

/// Holds the sessions that are open, and generators, so that the next problem of a seed comes quickly. One thread at a
/// time.
class Front {
 public:
  Front();
  ~Front();

  /// Always an object on one line, whatever the request is. Reads no file. @throws nothing but what the system does
  /// when it has no memory
  std::string reply(std::string_view request);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace stepmark::web
