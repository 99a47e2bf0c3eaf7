#include <set>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/report/html/page_parts.h"

namespace patchgraph {
namespace {

// Excerpts grow by a fifth or so as HTML.
constexpr size_t kMostExcerptBytes = 1'500'000;

// A list of choices; one that has but one is no choice.
PageData Choices(const std::set<std::string>& names) {
  if (names.size() < 2) return PageData(false);
  PageRows rows;
  for (const std::string& name : names) {
    rows.push_back(PageObject({{"name", name}}));
  }
  return PageData("choices", PageData(rows));
}

}  // namespace

PageContext::PageContext(const MaintainabilityReport& report)
    : report_(report), subsystems_(report), excerpts_(kMostExcerptBytes) {
  for (int s = 0; s < report.check().stacks_size(); ++s) {
    const StackReport& stack = report.check().stacks(s);
    for (int p = 0; p < stack.patches_size(); ++p) {
      anchors_.emplace(std::make_pair(stack.name(), stack.patches(p).name()),
                       absl::StrCat("patch-", s + 1, "-", p + 1));
    }
  }
}

std::string PageContext::PatchAnchor(const std::string& stack,
                                     const std::string& patch) const {
  const auto found = anchors_.find({stack, patch});
  return found == anchors_.end() ? "patches" : found->second;
}

std::string PageContext::BaseOf(const std::string& stack) const {
  for (const StackReport& each : report_.check().stacks()) {
    if (each.name() == stack) return each.base();
  }
  return report_.check().stacks().empty() ? std::string()
                                          : report_.check().stacks(0).base();
}

std::string JoinedNames(const std::set<std::string>& names) {
  return absl::StrJoin(names, ";");
}

PageData FilterChoices(PageContext* context) {
  const MaintainabilityReport& report = context->report();
  std::set<std::string> stacks;
  std::set<std::string> verdicts;
  std::set<std::string> subsystems;
  std::set<std::string> flavours;
  for (const StackReport& stack : report.check().stacks()) {
    stacks.insert(stack.name());
    for (const PatchReport& patch : stack.patches()) {
      verdicts.insert(patch.verdict());
      for (const FileReport& file : patch.files()) {
        subsystems.insert(file.subsystem());
      }
    }
  }
  for (const ForkReport& fork : report.drift().forks()) {
    if (fork.has_port()) verdicts.insert(fork.port().verdict());
  }
  for (const SubsystemFootprint& part : report.footprint().subsystems()) {
    subsystems.insert(part.name());
  }
  for (const NeutralStackReport& stack : report.neutral().stacks()) {
    for (const NeutralAnswerReport& answer : stack.answers()) {
      flavours.insert(answer.flavour().empty() ? "any kernel"
                                               : answer.flavour());
    }
  }
  for (std::set<std::string>* names : {&verdicts, &subsystems}) {
    names->erase("");
  }
  PageData data;
  data["stacks"] = Choices(stacks);
  data["verdicts"] = Choices(verdicts);
  data["subsystems"] = Choices(subsystems);
  data["flavours"] = Choices(flavours);
  return data;
}

}  // namespace patchgraph
