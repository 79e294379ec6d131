#include "lib/sheet/markdown_table.hpp"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

#include <memory>

namespace stepmark {

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

std::string text_of(cmark_node* cell) {
  std::string text;
  const Walk walk(cmark_iter_new(cell), &cmark_iter_free);
  while (cmark_iter_next(walk.get()) != CMARK_EVENT_DONE) {
    cmark_node* node = cmark_iter_get_node(walk.get());
    const bool enters = cmark_iter_get_event_type(walk.get()) == CMARK_EVENT_ENTER;
    const char* literal = enters ? cmark_node_get_literal(node) : nullptr;
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

bool is(cmark_node* node, std::string_view type) { return type == cmark_node_get_type_string(node); }

MarkdownTable table_of(cmark_node* node) {
  MarkdownTable table;
  for (cmark_node* row = cmark_node_first_child(node); row; row = cmark_node_next(row)) {
    if (is(row, "table_header")) {
      table.header = cells_of(row);
    } else {
      table.rows.push_back({cells_of(row), static_cast<std::size_t>(cmark_node_get_start_line(row))});
    }
  }
  return table;
}

}  // namespace

std::vector<MarkdownTable> markdown_tables(std::string_view text) {
  const Tree tree = parse(text);
  std::vector<MarkdownTable> tables;
  const Walk walk(cmark_iter_new(tree.get()), &cmark_iter_free);
  while (cmark_iter_next(walk.get()) != CMARK_EVENT_DONE) {
    cmark_node* node = cmark_iter_get_node(walk.get());
    const bool enters = cmark_iter_get_event_type(walk.get()) == CMARK_EVENT_ENTER;
    if (enters && is(node, "table")) tables.push_back(table_of(node));
  }
  return tables;
}

}  // namespace stepmark
