// Every sentence of the page's own, in English; po/ has the other languages. What is said about mathematics comes from
// the engine.

import { plural, say } from "./language.ts";
import { marksNumber, marksShown } from "./marks.ts";
import type { Keeping } from "./record/store.ts";

function worded() {
  return {
    rooms: { practise: say("Practise"), record: say("Your record"), compare: say("Compare"), playground: say("Playground"), about: say("About") },
    parts: say("Parts of this page"),
    skip: say("Skip to the content"),
    language: say("Language"),
    table: say("Table"),
    formula: say("Formula"),
    cannotStart: (why: string) => say("The page cannot start here ({why}). It needs a browser from 2023 or later.", { why }),
    noEngine: say("the engine cannot be started in this browser"),
    examNotice: say("Practice exam. The questions and their answers are inside this file, so nothing here is secret."),
    storageFull: say("This browser's storage is full: save your record as a file to keep it."),

    // In the system of a course
    reported: say("Your marks, your answers and what went wrong are reported to your course."),
    notReported: say("No course was found around this page: nothing is reported."),
    notTaken: say("Your course did not take all of your marks and answers. Save your answers as a file, and tell your tutor."),
    handInToCourse: say("Your answers and marks are reported to your course. Whatever you hand in last counts."),
    handedInToCourse: say("Handed in. Your marks are in your course."),

    // Choosing
    choose: say("Practise optimizers by hand"),
    chooseLead: say("Choose what to work on. Every question is new, its numbers are easy to carry, and each line is marked as you go."),
    chooseFromList: say("Choose a question. Each line is marked as you go."),
    orDrawn: say("Or a new question"),
    optimizer: say("Optimizer"),
    kind: say("Kind of question"),
    family: say("Function"),
    anyFamily: say("Any"),
    anyFamilyHelp: say("Whatever suits the optimizer and the level."),
    level: say("Level"),
    levels: { easy: say("Easy"), medium: say("Medium"), hard: say("Hard") } as Record<string, string>,
    seed: say("Seed"),
    seedHelp: say("The same seed gives the same question. Share it to work on the same numbers."),
    start: say("Start"),
    resume: say("Continue"),
    linesAnswered: (count: number) => plural("{n} line answered", "{n} lines answered", count),
    kinds: {
      table: say("Complete the table"),
      final: say("Final parameters only"),
      gradients: say("Given gradients"),
      choice: say("Multiple choice"),
      "find-error": say("Find the mistake"),
      faded: say("Complete a partly worked solution"),
      compare: say("Compare two optimizers"),
      effect: say("Effect of a hyperparameter"),
      which: say("Which optimizer is it?"),
      "missing-hyperparameter": say("Find the hyperparameter"),
    } as Record<string, string>,
    families: {
      quadratic: say("Quadratic"),
      "ill-conditioned": say("Ill conditioned"),
      saddle: say("Saddle"),
      polynomial: say("Polynomial"),
      "gradients-steady": say("Gradients steady"),
      "gradients-alternating": say("Gradients alternating"),
      "gradients-sparse": say("Gradients sparse"),
      "linear-regression": say("Linear regression"),
      "logistic-regression": say("Logistic regression"),
      "softmax-regression": say("Softmax regression"),
      "tanh-network": say("Tanh network"),
      "sigmoid-network": say("Sigmoid network"),
      "relu-network": say("Relu network"),
    } as Record<string, string>,
    drawing: say("Looking for a good question …"),
    stop: say("Stop"),

    // Working
    backToChoice: say("All questions"),
    answer: say("Answer"),
    worth: (marks: string) => plural("({marks} mark)", "({marks} marks)", marks === "1" ? 1 : 2, { marks: marksShown(marks) }),
    stepNumber: (t: number) => say("Step {t}", { t }),
    changeSign: say("Change the sign"),
    powerOfTen: say("Power of ten"),
    hint: say("Hint"),
    showAnswer: say("Show"),
    forLine: (line: string) => say("for {line}", { line }),
    moreHints: say("More"),
    noMoreHints: say("No more"),
    hintShown: (level: number) => [say("Hint."), say("Hint: the formula."), say("Hint: the numbers put in."), say("The value.")][level] ?? "",
    marksOf: (marks: string, outOf: string) => `${marksShown(marks)}/${marksShown(outOf)}`,
    answered: say("Answered"),
    cleared: say("Cleared"),
    othersChanged: (count: number) => plural("{n} other line changed too.", "{n} other lines changed too.", count),
    takenBack: (line: string) => say("Taken back: {line}.", { line }),
    undo: say("Undo"),
    finish: say("Finish"),
    handIn: say("Hand in"),
    progress: say("Lines answered"),
    answeredOf: (count: number, all: number) => plural("{count} of {n} line", "{count} of {n} lines", all, { count }),
    marksSoFar: (marks: string, outOf: string) => say("{marks} of {all} marks", { marks: marksShown(marks), all: marksShown(outOf) }),

    // Marks
    yourMarks: (marks: string, outOf: string) => say("{marks} out of {all} marks", { marks: marksShown(marks), all: marksShown(outOf) }),
    shownLines: (count: number) =>
      plural("{n} line answered after the value had been shown.", "{n} lines answered after the value had been shown.", count),
    another: say("Another one like this"),
    next: say("Next question"),
    moreOfThat: say("More of what went wrong"),
    review: say("Go over it again"),
    saveAnswers: say("Save answers (CSV)"),
    loadAnswers: say("Load answers (CSV)"),
    openProblem: say("Open a problem file (TOML)"),
    practiseThis: say("Practise this problem"),
    saveProblem: say("Save problem (TOML)"),
    print: say("Print"),
    line: say("Line"),
    yourAnswer: say("Your answer"),
    verdict: say("Verdict"),
    rightAnswer: say("Right answer"),
    marks: say("Marks"),
    lineByLine: say("Line by line"),
    nothing: "–",
    notAnswered: say("not answered"),
    workedSolution: say("Worked solution"),
    exam: say("Practice exam"),
    examLead: say("Answer the questions in any order. Nothing is marked until you hand in."),
    noQuestion: say("There is no such question."),
    total: (marks: [string, string][]) => {
      const sum = (k: 0 | 1): string => marksShown(marks.reduce((total, pair) => total + marksNumber(pair[k]), 0));
      return say("Handed in: {marks} out of {all} marks. Open a question to see how it was marked.", { marks: sum(0), all: sum(1) });
    },
    handedIn: say("Handed in. The file is saved."),
    done: say("Done"),
    handInTitle: say("Hand in"),
    handInLead: say("Save this file and send it to your tutor, who marks your answers again from it."),
    student: say("Your student identifier"),
    saveHandIn: say("Save the file to hand in"),

    // Record
    record: say("Your record"),
    keeping: {
      kept: say("Kept in this browser, on this device only. Nothing is sent anywhere."),
      full: say("This browser's storage is full: what you do now is lost when the page is closed. Save it as a file."),
      refused: say("This browser keeps nothing here: your record is lost when the page is closed. Save it as a file."),
      reported: say("Your course has your marks and answers. This record is lost when the page is closed. Save it as a file."),
    } satisfies Record<Keeping, string>,
    nothingYet: say("Nothing yet. Finish a question, and your marks and the mistakes behind them appear here."),
    questionsDone: (count: number) => plural("question", "questions", count),
    linesWorked: say("lines worked"),
    linesRight: say("lines right"),
    share: (share: number) => say("{share}%", { share }),
    misconceptions: say("What goes wrong"),
    noMisconceptions: (count: number) =>
      plural("No misconceptions in your last question.", "No misconceptions in your last {n} questions.", count),
    lookedAt: (count: number) => plural("In your last question.", "In your last {n} questions, the most frequent first.", count),
    questionsWith: say("Questions in which it cost marks"),
    questionsOf: (questions: number, lines: number) =>
      `${plural("{n} question", "{n} questions", questions)}${say(", ")}${plural("{n} line", "{n} lines", lines)}`,
    practiseThat: say("Practise this"),
    latest: say("Latest questions"),
    date: say("Date"),
    question: say("Question"),
    again: say("Again"),
    againOf: (title: string) => say("Again: {title}", { title }),
    saveJson: say("Save record (JSON)"),
    saveCsv: say("Save as table (CSV)"),
    load: say("Load a record"),
    loaded: (count: number) => plural("{n} question added.", "{n} questions added.", count),
    noJson: say("That file is not JSON. Choose a record that this page saved."),
    noRecord: say("That file is not a record of this page."),
    damagedRecord: say("That record is damaged; nothing was taken from it."),
    forget: say("Delete the record"),
    forgetAsk: say("Delete your record from this browser? This cannot be undone."),

    // Pictures
    picture: say("Picture"),
    step: say("Step"),
    way: say("Path"),
    stepOf: (step: number, last: number) => say("{step} of {last}", { step, last }),
    pointsAsTable: say("The points as a table"),

    // Comparing
    compare: say("Compare optimizers"),
    compareLead: say(
      "The same function, the same start: see how each optimizer moves. Every point is computed exactly and rounded only to be drawn.",
    ),
    landscape: say("Example"),
    longBowl: say("A long bowl"),
    saddle: say("A saddle"),
    objective: say("Function J"),
    startPoint: say("Starting point"),
    rate: say("Learning rate η"),
    steps: say("Steps"),
    optimizersUpTo: (most: number) => say("Optimizers (up to {most})", { most }),
    chooseOptimizers: say("Choose at least one optimizer."),

    // Playground
    playground: say("Playground"),
    playgroundLead: say(
      "Write an optimizer as the slide does, and a problem for it. The trace follows what you type, to as many digits as you like.",
    ),
    startFrom: say("Start from"),
    ownText: say("Your own text"),
    optimizerText: say("Optimizer"),
    problemText: say("Problem"),
    digits: say("Correct digits"),
    equations: say("Equations"),
    trace: say("Trace"),
    quantity: say("Quantity"),
    value: say("Value"),
    componentOf: (quantity: string, component: string) => say("{quantity} of {component}", { quantity, component }),

    // About
    about: say("About this page"),
    aboutText: [
      say(
        "This page is Stepmark, the program that writes and marks the exam questions, running in your browser. Everything is inside this one file: it needs no server, loads nothing, and sends nothing.",
      ),
      say("Your record is kept in this browser only. Save it as a file to take it to another device."),
      say("The answers are inside the file as well. A practice exam made of it keeps no secrets."),
    ],
    aboutTextInCourse: [
      say(
        "This page is Stepmark, the program that writes and marks the exam questions, running in your browser. Everything is inside this one file, and it loads nothing.",
      ),
      say(
        "It reports your marks, your answers and the mistakes behind them to your course, and keeps there what you have not finished. It sends nothing to anybody else.",
      ),
      say("The answers are inside the file as well. A practice exam made of it keeps no secrets."),
    ],
    version: (version: string) => `Stepmark ${version}`,
    keys: say("Keys"),
    keyList: [
      [say("Enter"), say("Check the line; go on to the next where it is right")],
      [say("Tab"), say("Check the line and leave it")],
      ["?", say("then Enter, in a line: a hint (formula, numbers put in, value)")],
      ["← →", say("Move the slider of a picture, or choose a letter")],
    ] as [string, string][],
    licences: say("Licences of what is inside"),
  };
}

/// In the language that is spoken.
export let words = worded();

/// After the language has changed.
export function speakAnew(): void {
  words = worded();
}
