#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/report/html/page_parts.h"
#include "engine/report/words.h"

namespace patchgraph {
namespace {

constexpr size_t kMostUses = 4;

PageData StackRow(const DriftStackReport& stack) {
  PageData row = PageObject({{"stack", stack.name()},
                             {"added", GroupedNumber(stack.added())},
                             {"forks", GroupedNumber(stack.forks())},
                             {"drifted", GroupedNumber(stack.drifted())},
                             {"hunks", GroupedNumber(stack.hunks())},
                             {"commits", GroupedNumber(stack.commits())},
                             {"security", GroupedNumber(stack.security())},
                             {"fixes", GroupedNumber(stack.fixes())},
                             {"older", GroupedNumber(stack.older())}});
  row["history"] = PageData(stack.history());
  row["port"] = PageData(false);
  if (stack.has_port()) {
    const PortTotalsReport& port = stack.port();
    row["port"] = PageObject(
        {{"clean", GroupedNumber(port.clean())},
         {"upstream", GroupedNumber(port.upstream())},
         {"in_conflict", GroupedNumber(port.in_conflict())},
         {"regions", Counted(port.regions(), "region", "regions")},
         {"conflicts", GroupedNumber(port.conflicts())},
         {"all_regions", Counted(port.all_regions(), "region", "regions")}});
  }
  return row;
}

PageRows Commits(const ForkReport& fork) {
  PageRows rows;
  for (const DriftCommitReport& commit : fork.commits()) {
    PageData row = PageObject({{"id", ShortCommit(commit.id())},
                               {"subject", commit.subject()},
                               {"author", commit.author()},
                               {"date", commit.date()}});
    PageRows flags;
    for (const std::string& flag : commit.flags()) {
      flags.push_back(PageObject(
          {{"flag", flag}, {"kind", flag == "security" ? "bad" : "other"}}));
    }
    row["flags"] = PageData(flags);
    rows.push_back(row);
  }
  return rows;
}

int SecurityFixes(const ForkReport& fork) {
  return static_cast<int>(std::count_if(
      fork.commits().begin(), fork.commits().end(),
      [](const DriftCommitReport& commit) {
        return std::find(commit.flags().begin(), commit.flags().end(),
                         "security") != commit.flags().end();
      }));
}

std::string OwnWords(const ForkReport& fork) {
  std::vector<std::string> words;
  for (const OwnChangeReport& own : fork.own()) {
    words.push_back(absl::StrCat(own.patch(), " (", own.lacking(), " of ",
                                 Counted(own.hunks(), "hunk", "hunks"),
                                 " lacking)"));
  }
  return Listed(words, kMostUses);
}

PageData ForkRow(const ForkReport& fork, int number, PageContext* context) {
  const int security = SecurityFixes(fork);
  const ForkPortReport& port = fork.port();
  PageData row = PageObject(
      {{"number", absl::StrCat(number)},
       {"stack", fork.stack()},
       {"path", fork.path()},
       {"original", fork.original()},
       {"original_now",
        fork.original_now() == fork.original() ? "" : fork.original_now()},
       {"subsystem", context->subsystems().Of(fork.path())},
       {"fate", fork.fate()},
       {"similarity", absl::StrCat(fork.similarity(), "%")},
       {"patch", fork.patch()},
       {"verdict", port.verdict()},
       {"hunks", fork.hunks() == 0 ? ""
                                   : Counted(fork.hunks(), "upstream hunk",
                                             "upstream hunks")},
       {"security", security == 0
                        ? ""
                        : Counted(security, "security fix", "security fixes")},
       {"own", OwnWords(fork)}});
  row["older"] =
      PageText(fork.has_older()
                   ? absl::StrCat(fork.older().version(),
                                  fork.older().or_older() ? " or older" : "")
                   : std::string());
  const PageRows commits = Commits(fork);
  row["has_commits"] = PageData(!commits.empty());
  row["commits"] = PageData(commits);
  std::string sides;
  if (port.has_conflict()) {
    const SideTitles titles = {
        absl::StrCat("Original: ", fork.original()),
        absl::StrCat("Fork: ", fork.path()),
        absl::StrCat("Upstream: ", ShortTreeName(context->report().onto()))};
    sides = ConflictHtml(port.conflict(), titles, {}, context->excerpts());
  }
  row["sides"] = PageHtml(sides);
  return row;
}

// Those in conflict first, then those with security fixes, then the rest; each
// in the report's order.
std::vector<const ForkReport*> ByNeed(const DriftReport& drift) {
  std::vector<const ForkReport*> forks;
  for (const ForkReport& fork : drift.forks()) forks.push_back(&fork);
  const auto rank = [](const ForkReport* fork) {
    if (fork->port().verdict() == "conflict") return 0;
    return SecurityFixes(*fork) > 0 ? 1 : 2;
  };
  std::stable_sort(forks.begin(), forks.end(),
                   [rank](const ForkReport* a, const ForkReport* b) {
                     return rank(a) < rank(b);
                   });
  return forks;
}

PageData LostRow(const LostSymbolReport& lost, const std::string& stack,
                 const PageContext& context) {
  std::vector<std::string> uses;
  std::set<std::string> subsystems;
  for (const SymbolUseReport& use : lost.uses()) {
    uses.push_back(absl::StrCat(use.path(), ":", use.line()));
    subsystems.insert(std::string(context.subsystems().Of(use.path())));
  }
  return PageObject({{"name", lost.name()},
                     {"kind", lost.kind()},
                     {"stack", stack},
                     {"subsystems", JoinedNames(subsystems)},
                     {"uses", Listed(uses, kMostUses)},
                     {"removed_by", ShortCommit(lost.removed_by())},
                     {"subject", lost.removed_subject()},
                     {"replacement", lost.replacement()},
                     {"declared", absl::StrCat(lost.declared_path(), ":",
                                               lost.declared_line())}});
}

}  // namespace

PageData HiddenPart(PageContext* context) {
  const MaintainabilityReport& report = context->report();
  PageData data;
  PageRows stacks;
  for (const DriftStackReport& stack : report.drift().stacks()) {
    stacks.push_back(StackRow(stack));
  }
  data["has_stacks"] = PageData(!stacks.empty());
  data["stacks"] = PageData(stacks);

  PageRows drifted;
  PageRows quiet;
  int number = 0;
  for (const ForkReport* each : ByNeed(report.drift())) {
    const ForkReport& fork = *each;
    const bool is_quiet =
        fork.fate() == "same" && !fork.has_older() && fork.own().empty();
    (is_quiet ? quiet : drifted).push_back(ForkRow(fork, ++number, context));
  }
  data["has_drifted"] = PageData(!drifted.empty());
  data["drifted"] = PageData(drifted);
  data["drifted_count"] =
      PageText(GroupedNumber(static_cast<int>(drifted.size())));
  data["has_quiet"] = PageData(!quiet.empty());
  data["quiet"] = PageData(quiet);
  data["quiet_count"] = PageText(GroupedNumber(static_cast<int>(quiet.size())));

  PageRows lost;
  PageRows own;
  for (const NeutralStackReport& stack : report.neutral().stacks()) {
    for (const LostSymbolReport& each : stack.lost()) {
      (each.defined_by_stack() ? own : lost)
          .push_back(LostRow(each, stack.name(), *context));
    }
  }
  data["has_own"] = PageData(!own.empty());
  data["own"] = PageData(own);
  data["own_count"] = PageText(GroupedNumber(static_cast<int>(own.size())));
  data["has_lost"] = PageData(!lost.empty());
  data["lost"] = PageData(lost);
  data["lost_count"] = PageText(GroupedNumber(static_cast<int>(lost.size())));
  data["duplicated"] =
      PageText(report.footprint().duplicated_lines() > 0
                   ? GroupedNumber(report.footprint().duplicated_lines())
                   : std::string());
  return data;
}

}  // namespace patchgraph
