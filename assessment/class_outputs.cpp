#include "assessment/class_outputs.hpp"

#include <utility>

#include "reports/typeset/page_maker.hpp"
#include "reports/typeset/pages.hpp"

namespace stepmark::assessment {

namespace {

std::optional<files::Stream> stream_of(const std::optional<std::string>& file, bool force) {
  return file ? std::optional<files::Stream>(std::in_place, *file, force) : std::nullopt;
}

std::unique_ptr<FeedbackPages> pages_for(const ClassOutputs::Wishes& wishes, FeedbackDirectory* directory) {
  if (!directory) return nullptr;
  typeset::check_tools(wishes.form);
  return std::make_unique<FeedbackPages>(*directory, wishes.form, wishes.pictures, wishes.language);
}

}  // namespace

ClassOutputs::ClassOutputs(const Wishes& wishes, FeedbackDirectory* feedback, ProgressSink progress)
    : wishes_(wishes),
      feedback_(feedback),
      pages_(pages_for(wishes, feedback)),
      gradebook_(wishes.gradebook, wishes.force),
      details_(stream_of(wishes.details, wishes.force)),
      statistics_(stream_of(wishes.statistics, wishes.force)),
      progress_(std::move(progress)) {
  if (wishes.previous) previous_.emplace(*wishes.previous);
}

ClassSinks ClassOutputs::sinks() {
  ClassSinks sinks;
  sinks.gradebook = [this](std::string_view row) { gradebook_.write(row); };
  if (details_) sinks.details = [this](std::string_view line) { details_->write(line); };
  if (pages_) sinks.feedback = [this](const auto& file, auto page) { pages_->take(file, std::move(page)); };
  sinks.progress = [this](std::uint64_t sheets) { progress_("sheets", sheets, 0); };
  return sinks;
}

ClassMarking::Settings ClassOutputs::settings() const {
  return {wishes_.shard, wishes_.threads, pages_ ? pages_->form() : FeedbackForm{}, wishes_.answers};
}

void ClassOutputs::begin() {
  if (feedback_) feedback_->make();
}

void ClassOutputs::finish(const std::string& statistics) {
  progress_ = nullptr;  // nothing more is told
  if (statistics_) statistics_->write(statistics);
  settle_and_name();
}

/// What can still go wrong does before the first output has its name.
void ClassOutputs::settle_and_name() {
  const auto each = [&](void (files::Stream::*call)()) {
    if (details_) (*details_.*call)();
    if (statistics_) (*statistics_.*call)();
    (gradebook_.*call)();
  };
  each(&files::Stream::settle);
  if (feedback_) feedback_->settle();
  each(&files::Stream::take_name);
  if (feedback_) feedback_->take_names();
}

std::vector<std::string> ClassOutputs::gone() const {
  return previous_ && wishes_.shard.k <= 1 ? previous_->gone() : std::vector<std::string>{};
}

/// The statistics as a page, with the class as bars where pictures are wanted.
std::string ClassOutputs::page_of(Document page, const std::vector<Block>& charts) const {
  typeset::PageMaker maker(
      {.form = wishes_.form, .pictures = wishes_.pictures, .stem = "statistics", .language = wishes_.language});
  if (wishes_.pictures) page.blocks.insert(page.blocks.end(), charts.begin(), charts.end());
  typeset::PageMaker::Page made = maker.made(rendered(maker.format(), page, maker.layout()));
  files::emit_beside(*wishes_.statistics, wishes_.force, made.beside);
  return std::move(made.bytes);
}

}  // namespace stepmark::assessment
