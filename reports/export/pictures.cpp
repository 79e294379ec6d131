#include "reports/export/pictures.hpp"

#include <algorithm>
#include <map>

#include "lib/base/error.hpp"
#include "reports/base64.hpp"
#include "reports/export/formats.hpp"
#include "reports/export/xml.hpp"
#include "reports/picture/gnuplot.hpp"
#include "reports/picture/script.hpp"
#include "reports/sentence.hpp"

namespace stepmark::exports {

namespace {

void note(const std::vector<Block>& blocks, const std::string& form, ExportedQuestion& question) {
  for (const Block& block : blocks) {
    const auto* figure = std::get_if<Figure>(&block);
    if (figure == nullptr) continue;
    const std::string number = std::to_string(question.pictures.size() + 1);
    question.pictures.push_back({figure->picture, question.id + '-' + number + '.' + form, ""});
  }
}

const DrawnPicture& drawn_of(const picture::Picture& picture, const ExportedQuestion& question) {
  const auto found = std::find_if(question.pictures.begin(), question.pictures.end(),
                                  [&](const DrawnPicture& drawn) { return drawn.of.get() == &picture; });
  STEPMARK_ASSERT(found != question.pictures.end());
  return *found;
}

}  // namespace

void draw(std::vector<ExportedQuestion>& questions, const std::string& form, std::size_t at_once) {
  picture::Pictures wanted;
  std::vector<std::string> names;
  std::map<std::string, std::size_t> known;  // by what is drawn: questions of a pool share objectives
  std::vector<std::size_t> positions;
  for (ExportedQuestion& question : questions) {
    question.pictures.clear();
    note(question.stem, form, question);
    note(question.solution, form, question);
    for (DrawnPicture& drawn : question.pictures) {
      const std::string looks = picture::script(*drawn.of, form, "") + plain_words(drawn.of->text);
      const auto [found, is_new] = known.emplace(looks, wanted.size());
      if (is_new) {
        wanted.push_back(drawn.of.get());
        names.push_back(drawn.name);
      }
      positions.push_back(found->second);
      drawn.name = names[found->second];
    }
  }
  if (wanted.empty()) return;
  const std::vector<std::string> made = picture::drawn(wanted, form, at_once);
  std::size_t next = 0;
  for (ExportedQuestion& question : questions) {
    for (DrawnPicture& drawn : question.pictures) drawn.bytes = made[positions[next++]];
  }
}

std::map<std::string, std::string> files_of(const std::vector<ExportedQuestion>& questions) {
  std::map<std::string, std::string> files;
  for (const ExportedQuestion& question : questions) {
    for (const DrawnPicture& drawn : question.pictures) files[drawn.name] = drawn.bytes;
  }
  return files;
}

Addresses named_behind(const std::string& place, const ExportedQuestion& question) {
  return [place, &question](const picture::Picture& picture) { return place + drawn_of(picture, question).name; };
}

Addresses inside(const ExportedQuestion& question) {
  return [&question](const picture::Picture& picture) {
    return "data:image/svg+xml;base64," + reports::base64(drawn_of(picture, question).bytes);
  };
}

std::vector<const DrawnPicture*> pictures_among(const std::vector<Block>& blocks, const ExportedQuestion& question) {
  std::vector<const DrawnPicture*> all;
  for (const Block& block : blocks) {
    if (const auto* figure = std::get_if<Figure>(&block)) all.push_back(&drawn_of(*figure->picture, question));
  }
  return all;
}

std::string lack_of_pictures(const std::vector<ExportedQuestion>& questions) {
  const auto lacking = static_cast<std::size_t>(std::count_if(
      questions.begin(), questions.end(), [](const ExportedQuestion& question) { return question.pictures.empty(); }));
  if (lacking == 0) return "";
  return counted(lacking, "question has no picture", "questions have no pictures") +
         ": drawn are steps of one parameter or two";
}

std::string moodle_files(const std::vector<Block>& blocks, const ExportedQuestion& question) {
  std::string all;
  for (const DrawnPicture* drawn : pictures_among(blocks, question)) {
    all += xml_element("file", {{"name", drawn->name}, {"path", "/"}, {"encoding", "base64"}},
                       reports::base64(drawn->bytes));
  }
  return all;
}

}  // namespace stepmark::exports
