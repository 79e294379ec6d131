#include "lib/sheet/markdown_table.hpp"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

#include <algorithm>
#include <memory>

#include "lib/base/text.hpp"

namespace stepmark::sheet {

namespace {

using Parser = std::unique_ptr<cmark_parser, decltype(&cmark_parser_free)>;
using Tree = std::unique_ptr<cmark_node, decltype(&cmark_node_free)>;
using Walk = std::unique_ptr<cmark_iter, decltype(&cmark_iter_free)>;

Tree parse(std::string_view text) {
  cmark_gfm_core_extensions_ensure_registered();
  const Parser parser(cmark_parser_new(CMARK_OPT_DEFAULT), &cmark_parser_free);
  cmark_parser_attach_syntax_extension(parser.get(), cmark_find_syntax_extension("table"));
  cmark_parser_feed(parser.get(), text.data(), text.size());
  return {cmark_parser_finish(parser.get()), &cmark_node_free};
}

bool is(cmark_node* node, std::string_view type) { return type == cmark_node_get_type_string(node); }

/// *0.4* is emphasised; in 1*2*5 the stars multiply.
bool is_whole_cell(cmark_node* node) {
  for (; !is(node, "table_cell"); node = cmark_node_parent(node)) {
    if (cmark_node_previous(node) || cmark_node_next(node)) return false;
  }
  return true;
}

std::string_view delimiter(cmark_node* node) {
  const bool strong = cmark_node_get_type(node) == CMARK_NODE_STRONG;
  if ((!strong && cmark_node_get_type(node) != CMARK_NODE_EMPH) || is_whole_cell(node)) return "";
  return strong ? "**" : "*";
}

/// What is read, with the signs that were taken for emphasis.
std::string text_of(cmark_node* cell) {
  std::string text;
  const Walk walk(cmark_iter_new(cell), &cmark_iter_free);
  for (auto event = cmark_iter_next(walk.get()); event != CMARK_EVENT_DONE; event = cmark_iter_next(walk.get())) {
    cmark_node* node = cmark_iter_get_node(walk.get());
    text += delimiter(node);
    const char* literal = event == CMARK_EVENT_ENTER ? cmark_node_get_literal(node) : nullptr;
    if (literal) text += literal;
  }
  return text;
}

std::vector<std::string> cells_of(cmark_node* row) {
  std::vector<std::string> cells;
  for (cmark_node* cell = cmark_node_first_child(row); cell; cell = cmark_node_next(cell))
    cells.push_back(text_of(cell));
  return cells;
}

MarkdownTable table_of(cmark_node* node) {
  MarkdownTable table;
  for (cmark_node* row = cmark_node_first_child(node); row; row = cmark_node_next(row)) {
    const auto line = static_cast<std::size_t>(cmark_node_get_start_line(row));
    if (is(row, "table_header")) {
      table.header = cells_of(row);
      table.line = line;
    } else {
      table.rows.push_back({cells_of(row), line});
    }
  }
  return table;
}

/// The cells that a reader of tables may make of the text: it fills rows up to the width of their header.
std::size_t most_cells(std::string_view text) {
  std::size_t cells = 0, rows = 0, widest = 0;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    if (trimmed(line).empty()) {
      cells += rows * widest;
      rows = widest = 0;
      continue;
    }
    ++rows;
    widest = std::max(widest, 1 + static_cast<std::size_t>(std::count(line.begin(), line.end(), '|')));
  }
  return cells + rows * widest;
}

/// Cells beyond so many are left out: the reader of tables takes a time that grows with their square.
constexpr std::size_t most_columns = 100;

/// The backslash before a sign of LaTeX's spaces and brackets is what was typed: Markdown would take it away.
std::string with_commands_kept(std::string_view text) {
  constexpr std::string_view latex = ",;:!()";
  std::string kept;
  std::size_t bars = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n') bars = 0;
    if (text[i] == '|') ++bars;
    if (bars > most_columns + 1) continue;
    kept += text[i];
    if (text[i] != '\\' || i + 1 == text.size()) continue;
    const char next = text[++i];
    if (latex.find(next) != std::string_view::npos) kept += '\\';
    kept += next;
  }
  return kept;
}

}  // namespace

std::vector<MarkdownTable> markdown_tables(std::string_view text) {
  constexpr std::size_t longest = 1'000'000;
  std::vector<MarkdownTable> tables;
  const std::string kept = with_commands_kept(text);
  if (most_cells(kept) > longest) return tables;
  const Tree tree = parse(kept);
  const Walk walk(cmark_iter_new(tree.get()), &cmark_iter_free);
  while (cmark_iter_next(walk.get()) != CMARK_EVENT_DONE) {
    cmark_node* node = cmark_iter_get_node(walk.get());
    const bool enters = cmark_iter_get_event_type(walk.get()) == CMARK_EVENT_ENTER;
    if (enters && is(node, "table")) tables.push_back(table_of(node));
  }
  return tables;
}

}  // namespace stepmark::sheet
