#include "assessment/edition.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "assessment/feedback_form.hpp"
#include "assessment/page_form.hpp"
#include "assessment/student_register.hpp"
#include "lib/base/error.hpp"
#include "lib/base/file.hpp"
#include "lib/base/fnv1a.hpp"
#include "lib/base/safe.hpp"
#include "lib/base/version.hpp"
#include "lib/files/descriptor.hpp"
#include "lib/optimizer/catalogue.hpp"
#include "lib/problem/entries.hpp"
#include "lib/problem/placed.hpp"
#include "lib/problem/spec.hpp"
#include "problems/minutes.hpp"
#include "reports/answer_sheet.hpp"
#include "reports/handout.hpp"
#include "reports/paper_copy.hpp"
#include "reports/question.hpp"
#include "reports/sentence.hpp"
#include "reports/worked_question.hpp"
#include "solver/questions/question_marker.hpp"
#include "solver/visible.hpp"

namespace stepmark::assessment {

namespace {

using Json = nlohmann::ordered_json;

/// A question as one student has it.
struct Variant {
  std::string file;  ///< "problems/S001-q2.toml"
  Problem problem;
  std::string text, data;  ///< of the problem file and of its data; empty where they are written already
  std::string data_file;
};

/// A problem that is the same for all, with the files that it names.
struct Fixed {
  std::string name, text;
  Problem problem;
  std::map<std::string, std::string> beside;
};

Fixed read_fixed(const PaperQuestion& question) {
  Fixed fixed;
  const auto [directory, name] = files::split_path(question.file);
  const Resolver from_disk = files_from(directory == "." ? "" : directory);
  const Resolver noted = [&](const std::string& path, std::size_t most) {
    const NamedText found = from_disk(path, most);
    if (path.find('/') != std::string::npos) {
      throw InputError(question.where, question.file + " names the file " + in_quotes(path),
                       "expected files beside the problem, which an edition brings along");
    }
    fixed.beside[path] = found.text;
    return found;
  };
  fixed.name = name;
  fixed.text = read_text_argument(question.file, std::size_t{16} << 20);
  fixed.problem = asking_for_what_shows(parse_problem(fixed.text, question.file, noted));
  problem::placed(question.where, [&] { return take_worth(question.worth, fixed.problem), true; });
  return fixed;
}

std::string hex(std::uint64_t number) { return fmt::format("{:016x}", number); }

Json options_of(const PaperQuestion& question) {
  Json options = {{"marks", question.worth.marks ? Json(question.worth.marks->to_string()) : Json()}};
  if (!question.drawn) {
    options["problem"] = question.file;
    return options;
  }
  const Request& request = *question.drawn;
  options["optimizer"] = request.optimizers;
  options["family"] = request.family;
  options["kind"] = to_string(request.kind);
  options["level"] = to_string(request.level);
  options["steps"] = std::to_string(request.steps);
  options["from_step"] = std::to_string(request.first_step);
  options["dimension"] = std::to_string(request.dimension);
  options["format"] = request.format.rounds() ? to_string(request.format) : "usual";
  options["variants"] = question.pool == 0 ? "student" : std::to_string(question.pool);
  if (!request.pins.is_empty()) options["pinned"] = to_text(request.pins);
  return options;
}

/// Of all that goes into it: the paper, and the files that it names.
std::uint64_t fingerprint(const Paper& paper) {
  Fnv1a hash;
  hash.add(paper.source);
  for (const PaperQuestion& question : paper.questions) {
    if (!question.drawn) {
      const Fixed fixed = read_fixed(question);
      hash.add(fixed.text);
      for (const auto& [name, text] : fixed.beside) {
        hash.add(name);
        hash.add(text);
      }
    } else {
      for (const std::string& name : question.drawn->optimizers) hash.add(to_text(find_definition(name)));
      hash.add(to_text(question.drawn->pins));
    }
  }
  return hash.value();
}

std::uint64_t fingerprint(const Roster& roster) {
  Fnv1a hash;
  const auto add = [&](const std::string& text) {
    hash.add(text);
    hash.add('\n');
  };
  for (const RosterStudent& student : roster.students) {
    add(student.id);
    add(student.name);
    for (const std::string& cell : student.cells) add(cell);
  }
  return hash.value();
}

Json head_of(const EditionPlan& plan) {
  const Paper& paper = plan.paper;
  const std::vector<RosterStudent>& students = plan.roster.students;
  Json head = {{"version", version},
               {"edition", hex(fingerprint(paper))},
               {"edition_of", paper.title},
               {"course", paper.course},
               {"date", paper.date},
               {"seed", std::to_string(paper.seed)},
               {"round_marks", paper.round_marks ? Json(paper.round_marks->to_string()) : Json()},
               {"students", std::to_string(students.size())},
               {"roster", hex(fingerprint(plan.roster))},
               {"columns", plan.roster.columns},
               {"questions", Json::array()}};
  for (const PaperQuestion& question : paper.questions) head["questions"].push_back(options_of(question));
  if (!plan.shard.is_whole()) {
    head["shard"] = plan.shard.to_string();
    head["pages"] = std::string(plan.language.name()) + (plan.pictures ? " with pictures" : "");
  }
  head["paper"] = paper.source;
  return head;
}

class EditionWriter {
 public:
  EditionWriter(const EditionPlan& plan, SetSink& sink, unsigned threads, const PageForm* form)
      : plan_(plan),
        paper_(plan.paper),
        students_(plan.roster.students),
        sink_(sink),
        threads_(threads),
        form_(form),
        pictures_(plan.pictures) {
    layout_.language = plan.language;
    page_ = renderer(Format::markdown, layout_);
    for (const PaperQuestion& question : paper_.questions) {
      generators_.push_back(question.drawn ? generator_for(question) : nullptr);
      fixed_.push_back(question.drawn ? std::nullopt : std::optional(read_fixed(question)));
      QuestionLayout layout = question.layout;
      layout.pictures = pictures_;
      layouts_.push_back(std::make_unique<HandoutWriter>(HandoutWriter::Names::on_the_front, layout));
      if (fixed_.back()) place_fixed(*fixed_.back(), fixed_name(generators_.size() - 1));
    }
    for (const PaperQuestion& question : paper_.questions)
      if (question.drawn) place_optimizers_beside(beside_, *question.drawn);
    for (const RosterStudent& student : students_) names_.push_back(register_.file_for(student.id, 1));
  }

  void write(const std::function<void(std::uint64_t)>& progress) {
    std::uint64_t done = 0;
    sink_.for_each_entry([&](std::string_view) { ++done; });
    if (done == 0) {
      begin();
      ++done;
    }
    constexpr std::size_t at_once = 64;
    for (std::size_t first = plan_.first() + done - 1; first < plan_.end(); first += at_once) {
      const std::size_t end = std::min(first + at_once, plan_.end());
      auto variants = draw(first, end);
      for (std::size_t i = first; i < end; ++i) {
        write_student(i, variants[i - first]);
        progress(i + 1 - plan_.first());
      }
    }
  }

 private:
  void place_fixed(const Fixed& fixed, const std::string& name) {
    auto files = fixed.beside;
    files[name] = fixed.text;
    for (const auto& [file, text] : files) {
      if (beside_.try_emplace(file, text).first->second == text) continue;
      throw InputError({paper_.file, 0, 0}, "two questions have different files called " + file,
                       "expected names of their own");
    }
  }

  /// What cannot be drawn is told at the question that asks for it.
  static std::unique_ptr<Generator> generator_for(const PaperQuestion& question) {
    return problem::placed(question.where, [&] { return std::make_unique<Generator>(*question.drawn); });
  }

  void each_variant(std::size_t q, const std::vector<std::uint64_t>& numbers,
                    const std::function<void(Generated&&)>& take) {
    problem::placed(paper_.questions[q].where, [&] { return generators_[q]->each(numbers, threads_, take), true; });
  }

  /// What is the same for all.
  void begin() {
    sink_.append("key.csv", "student,question,part,t,quantity,component,value\n");
    sink_.append("variants.csv", "student,question,problem\n");
    sink_.write("paper.toml", paper_.source);
    Json files = Json::object();
    for (const auto& [name, text] : beside_) write_file("problems/" + name, text, files);
    for (std::size_t q = 0; q < paper_.questions.size(); ++q) {
      if (paper_.questions[q].pool > 0) write_pool(q, files);
      if (fixed_[q] && plan_.shard.k == 1) append_marker(fixed_[q]->problem, q);
    }
    sink_.done(files.dump());
  }

  void write_pool(std::size_t q, Json& files) {
    std::vector<std::uint64_t> numbers(paper_.questions[q].pool);
    for (std::size_t i = 0; i < numbers.size(); ++i) numbers[i] = i;
    each_variant(q, numbers, [&](Generated&& made) {
      const std::string name = fmt::format("pool-{:04}", made.number + 1);
      const Variant variant = variant_of(std::move(made), q, name);
      write_files(variant, files);
      if (plan_.shard.k == 1) append_marker(variant.problem, q, reports::text(name));
    });
  }

  /// Which variant a student has: of a pool one of those, else one of so many that two have the same by no chance.
  std::uint64_t number_of(const RosterStudent& student, std::size_t q) const {
    Fnv1a hash;
    hash.add(std::to_string(q));
    hash.add('\n');
    hash.add(student.id);
    std::uint64_t number = hash.value();
    number ^= number >> 32;  // its first bits are poor
    number *= 0x9E3779B97F4A7C15U;
    number >>= 2;
    const std::uint64_t pool = paper_.questions[q].pool;
    return pool == 0 ? number : number % pool;
  }

  std::vector<std::vector<Variant>> draw(std::size_t first, std::size_t end) {
    std::vector<std::vector<Variant>> variants(end - first);
    for (std::size_t q = 0; q < paper_.questions.size(); ++q) {
      if (fixed_[q]) {
        for (auto& of_student : variants)
          of_student.push_back({"problems/" + fixed_name(q), fixed_[q]->problem, {}, {}, {}});
        continue;
      }
      std::vector<std::uint64_t> numbers;
      for (std::size_t i = first; i < end; ++i) numbers.push_back(number_of(students_[i], q));
      std::size_t i = first;
      const bool has_pool = paper_.questions[q].pool > 0;
      each_variant(q, numbers, [&](Generated&& made) {
        const std::string name = has_pool ? fmt::format("pool-{:04}", made.number + 1) : names_[i];
        Variant variant = variant_of(std::move(made), q, name);
        if (has_pool) variant.text.clear();
        variants[i++ - first].push_back(std::move(variant));
      });
    }
    return variants;
  }

  Variant variant_of(Generated made, std::size_t q, const std::string& name) {
    const std::string stem = fmt::format("{}-q{}", name, q + 1);
    const QuestionWorth& worth = paper_.questions[q].worth;
    if (worth.marks) made.draft.question.marks = worth.marks;
    if (worth.scheme) made.draft.marks = worth.scheme;
    place_optimizers_beside(beside_, made.draft, made.problem);
    Variant variant;
    variant.file = "problems/" + stem + ".toml";
    variant.data_file = stem + ".csv";
    variant.text = to_toml(made.draft, variant.data_file);
    if (!made.draft.objective.loss.empty()) variant.data = to_csv(made.draft.objective.data);
    variant.problem = to_problem(made.draft, made.problem.base, functions_);
    return variant;
  }

  /// No variant of a question is called so.
  std::string fixed_name(std::size_t q) const { return fmt::format("q{}-{}", q + 1, fixed_[q]->name); }

  void write_file(const std::string& file, const std::string& text, Json& files) {
    sink_.write(file, text);
    files[file] = hex(fnv1a(text));
  }

  void write_files(const Variant& variant, Json& files) {
    if (variant.text.empty()) return;
    write_file(variant.file, variant.text, files);
    if (!variant.data.empty()) write_file("problems/" + variant.data_file, variant.data, files);
  }

  /// @param whose  of a variant: the student, or its number in a pool
  void append_marker(const Problem& problem, std::size_t q, const std::optional<Inline>& whose = {}) {
    const WorkedQuestion worked(problem);
    std::string text;
    if (whose) page_->append(text, Heading{1, {*whose}});
    for (const Block& block : layouts_[q]->blocks(HandoutKind::marker, worked, q + 1)) page_->append(text, block);
    sink_.append("marker.md", text);
  }

  void write_student(std::size_t i, const std::vector<Variant>& variants) {
    const RosterStudent& student = students_[i];
    std::vector<Exact> marks;
    std::int64_t minutes = 0;
    Json entry = {{"student", student.id}, {"name", student.name}, {"file", names_[i]}, {"questions", Json::array()}};
    if (!student.cells.empty()) entry["cells"] = student.cells;
    Json files = Json::object();  // of this student alone
    std::string sheet = "student,question,edition,t,quantity,component,value\n";
    for (std::size_t q = 0; q < variants.size(); ++q) {
      const Problem& problem = variants[q].problem;
      write_files(variants[q], files);
      if (!variants[q].text.empty())
        append_marker(problem, q, sentence("Student {name}", {{"name", one_line(student.id, 192)}}));
      marks.push_back(total_marks(problem));
      const std::int64_t time = minutes_for(problem);
      minutes += time;
      append_key(student, q, problem);
      append_rows(sheet, student, q, problem);
      sink_.append("variants.csv", fmt::format("{},{},{}\n", safe_csv_cell(student.id), q + 1, variants[q].file));
      entry["questions"].push_back(
          {{"problem", variants[q].file}, {"marks", marks.back().to_string()}, {"minutes", std::to_string(time)}});
    }
    if (!files.empty()) entry["files"] = std::move(files);
    Document copy = page_of(student, variants, marks, minutes, HandoutKind::questions);
    write_page("copies/", names_[i], copy);
    Document solution = page_of(student, variants, marks, minutes, HandoutKind::solutions);
    write_page("solutions/", names_[i], solution);
    sink_.write("sheets/" + names_[i] + ".csv", sheet);
    std::string all;
    if (i > 0) page_->append(all, PageBreak{});
    sink_.append("copies.md", all + linked("copies/" + names_[i], copy).text);
    if (form_ != nullptr) {
      append_page("copies", std::move(copy), i);
      append_page("solutions", std::move(solution), i);
    }
    sink_.done(entry.dump());
  }

  /// In Markdown, with links to pictures that are called after `stem`.
  FeedbackPage linked(const std::string& stem, const Document& page) const {
    FeedbackForm form{Format::markdown, layout_, std::nullopt};
    if (pictures_) form.pictures = picture::Illustrator::Kind::beside_markdown;
    return written(page, form, stem + ".md");
  }

  /// With its pictures beside it.
  void write_page(const std::string& directory, const std::string& name, const Document& page) {
    const FeedbackPage written = linked(name, page);
    sink_.write(directory + name + ".md", written.text);
    if (!written.pictures) return;
    picture::Illustrator::draw({written.pictures.get()}, 1);
    for (const auto& [file, bytes] : written.pictures->beside()) sink_.write(directory + file, bytes);
  }

  /// "s017, Ada Lovelace"
  static std::string who(const RosterStudent& student) {
    constexpr std::size_t most = 60;
    return one_line(student.id, most) + (student.name.empty() ? "" : ", " + one_line(student.name, most));
  }

  void append_page(const std::string& sheet, Document copy, std::size_t i) {
    const bool is_first = i == plan_.first();
    if (!is_first) {
      copy.blocks.emplace(copy.blocks.begin(), Heading{1, {copy.title.words()}});
      copy.blocks.emplace(copy.blocks.begin(), PageBreak{});
    }
    const auto piece =
        form_->piece(copy, is_first, i + 1 == plan_.end(), pictures_ ? sheet + '-' + names_[i] : "", who(students_[i]));
    sink_.append(form_->growing(sheet), piece.text);
    for (const auto& [name, bytes] : piece.beside) sink_.write(name, bytes);
  }

  Document page_of(const RosterStudent& student, const std::vector<Variant>& variants, const std::vector<Exact>& marks,
                   std::int64_t minutes, HandoutKind kind) {
    const bool solutions = kind == HandoutKind::solutions;
    Document page = copy_front({paper_.title, paper_.course, paper_.date, paper_.instructions, student.id, student.name,
                                marks, paper_.minutes.value_or(minutes), solutions});
    for (std::size_t q = 0; q < variants.size(); ++q) {
      const WorkedQuestion worked(variants[q].problem);
      auto blocks = layouts_[q]->blocks(kind, worked, q + 1);
      std::move(blocks.begin(), blocks.end(), std::back_inserter(page.blocks));
    }
    return page;
  }

  static std::string row_text(const SheetRow& row) {
    return fmt::format("{},{},{}", row.t ? std::to_string(*row.t) : "", safe_csv_cell(row.quantity),
                       safe_csv_cell(row.component));
  }

  void append_key(const RosterStudent& student, std::size_t q, const Problem& problem) {
    QuestionMarker marker(problem);
    const auto values = right_values(marker);
    std::string key;
    for (std::size_t part = 0; part < values.size(); ++part) {
      for (std::size_t row = 0; row < values[part].size(); ++row) {
        const std::string& value = values[part][row];
        key += fmt::format("{},{},{},{},{}\n", safe_csv_cell(student.id), q + 1, label_of(marker.parts(), part),
                           row_text(marker.rows(part)[row]), safe_csv_cell(value));
      }
    }
    sink_.append("key.csv", key);
  }

  void append_rows(std::string& sheet, const RosterStudent& student, std::size_t q, const Problem& problem) const {
    for (const Part& part : parts_of(problem)) {
      for (const SheetRow& row : rows_of(part)) {
        sheet += fmt::format("{},{},{},{},\n", safe_csv_cell(student.id), q + 1, id_, row_text(row));
      }
    }
  }

  EditionPlan plan_;
  const Paper& paper_;
  std::string id_ = hex(fingerprint(paper_));
  const std::vector<RosterStudent>& students_;
  SetSink& sink_;
  unsigned threads_;
  const PageForm* form_;  ///< of all copies as one page, or null
  bool pictures_;
  std::vector<std::unique_ptr<Generator>> generators_;  ///< of each question that is drawn
  std::vector<std::optional<Fixed>> fixed_;             ///< of each other
  std::vector<std::unique_ptr<HandoutWriter>> layouts_;
  std::vector<std::string> names_;  ///< of the students' files
  StudentRegister register_;
  FunctionStore functions_;
  FilesBeside beside_;
  Layout layout_;
  std::unique_ptr<Renderer> page_;
};

}  // namespace

std::vector<std::vector<std::string>> right_values(QuestionMarker& marker) {
  const MarkedQuestion nothing = marker.mark(marker.blank());
  std::vector<std::vector<std::string>> values(marker.parts().size());
  for (std::size_t part = 0; part < values.size(); ++part) {
    const Part& asked = marker.parts()[part];
    for (std::size_t row = 0; row < marker.rows(part).size(); ++row) {
      values[part].push_back(asked.has_numbers() ? nothing.parts[part].numbers.lines[row].expected
                                                 : right_entry(asked));
    }
  }
  return values;
}

std::string edition_header(const EditionPlan& plan) { return head_of(plan).dump(); }

std::string edition_manifest_head(const EditionPlan& plan) { return edition_manifest_head(head_of(plan).dump(2)); }

std::string edition_manifest_head(std::string head) {
  head.resize(head.size() - 2);  // without "\n}"
  return head + ",\n  \"files\": ";
}

void write_edition(const EditionPlan& plan, SetSink& sink, unsigned threads,
                   const std::function<void(std::uint64_t)>& progress, const PageForm* form) {
  EditionWriter(plan, sink, threads, form).write(progress);
}

std::vector<std::string> files_of_copies(const SetSink& sink) {
  std::vector<std::string> files;
  bool is_first = true;  // what is the same for all
  sink.for_each_entry([&](std::string_view entry) {
    if (!std::exchange(is_first, false)) files.push_back(Json::parse(entry).at("file").get<std::string>());
  });
  return files;
}

void write_edition_manifest(SetSink& sink, const std::string& head, const std::string& sums) {
  sink.write_pieces("manifest.json", [&](const SetSink::Piece& out) {
    out(head);
    std::string_view between = "", next = ",\n  \"copies\": [\n    ";  // what is the same for all comes first
    sink.for_each_entry([&](std::string_view entry) {
      out(between);
      out(entry);
      between = std::exchange(next, ",\n    ");
    });
    out("\n  ]");
    if (!sums.empty()) out(",\n  \"sums\": " + sums);
    out("\n}\n");
  });
}

}  // namespace stepmark::assessment
