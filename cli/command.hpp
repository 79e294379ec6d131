// The commands of the program, one file each.
#pragma once

#include <string>
#include <vector>

#include "cli/options.hpp"
#include "cli/rooms.hpp"

namespace stepmark::cli {

enum class Status { done = 0, answer_is_no = 1, not_done = 2 };

struct Command {
  Usage usage;
  std::string summary;  ///< one line
  std::string details;  ///< paragraphs of the help page; may be empty
  Status (*run)(const Options& options);
};

/// In the order in which they are listed.
const std::vector<Command>& commands();

Command calc_command();
Command certify_command();
Command check_command();
Command completion_command();
Command export_command();
Command handout_command();
Command manual_command();
Command mark_command();
Command paper_command();
Command plot_command();
Command practice_command();
Command sheet_command();
Command merge_command();
Command generate_command();
Command mistakes_command();
Command families_command();
Command identify_command();
Command optimizers_command();
Command solve_command();
Command verify_command();
Command web_command();

/// The page of `help`, or of one command. @throws InputError with the nearest command
std::string help_page();
std::string help_page(const std::string& command);
const Command& find_command(const std::string& name);

}  // namespace stepmark::cli
