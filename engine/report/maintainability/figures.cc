#include "engine/report/maintainability/figures.h"

#include <map>
#include <set>
#include <utility>

#include "engine/report/check/report_totals.h"
#include "engine/report/check/verdict_counts.h"

namespace patchgraph {
namespace {

// Where a figure is counted: stack and flavour.
using CountedFor = std::pair<std::string, std::string>;

// Figures as they are counted. What is counted of a stack is counted of all of
// them too.
class FigureTable {
 public:
  void Add(absl::string_view name, const std::string& stack, double value,
           const std::string& flavour = "") {
    AddTo(name, {stack, flavour}, value);
    AddTo(name, {"", flavour}, value);
  }

  void AddTo(absl::string_view name, const CountedFor& counted, double value) {
    values_[{std::string(name), counted}].value += value;
  }

  void SetRange(absl::string_view name, const CountedFor& counted,
                const FigureRange& range) {
    values_[{std::string(name), counted}].range = range;
  }

  std::vector<Figure> List(const std::vector<std::string>& stacks) const {
    std::vector<Figure> figures;
    ListOf("", &figures);
    for (const std::string& stack : stacks) ListOf(stack, &figures);
    return figures;
  }

 private:
  struct CountedFigure {
    double value = 0;
    FigureRange range;
  };

  void ListOf(const std::string& stack, std::vector<Figure>* figures) const {
    for (const FigureKind& kind : FigureKinds()) {
      const std::string name(kind.name);
      auto it = values_.lower_bound({name, {stack, ""}});
      for (; it != values_.end() && it->first.first == name &&
             it->first.second.first == stack;
           ++it) {
        Figure& figure = figures->emplace_back();
        figure.set_name(name);
        figure.set_stack(stack);
        figure.set_flavour(it->first.second.second);
        figure.set_value(it->second.value);
        figure.set_unit(std::string(kind.unit));
        if (it->second.range.high() > 0) {
          *figure.mutable_range() = it->second.range;
        }
      }
    }
  }

  std::map<std::pair<std::string, CountedFor>, CountedFigure> values_;
};

void CountPatches(const StackReport& stack, FigureTable* table) {
  VerdictCounts verdicts;
  int hunks = 0;
  int masked = 0;
  for (const PatchReport& patch : stack.patches()) {
    AddVerdict(patch.verdict(), &verdicts);
    for (const FileReport& file : patch.files()) {
      hunks += file.hunks_size();
      for (const HunkReport& hunk : file.hunks()) {
        if (!hunk.masked_by().empty()) ++masked;
      }
    }
  }
  const std::string& name = stack.name();
  const int added = stack.files_added();
  const int invaded = stack.files_modified() + stack.files_deleted();
  table->Add("patches", name, stack.patches_size());
  table->Add("hunks", name, hunks);
  table->Add("masked-hunks", name, masked);
  table->Add("patches-clean", name,
             verdicts.empty() + verdicts.clean() + verdicts.offset() +
                 verdicts.fuzz() + verdicts.merged() + verdicts.resolved() +
                 verdicts.masked());
  table->Add("patches-in-conflict", name, verdicts.conflict());
  table->Add("patches-blocked", name, verdicts.blocked());
  table->Add("patches-upstream", name, verdicts.upstream());
  table->Add("files", name, added + invaded);
  table->Add("invaded-files", name, invaded);
  table->Add("new-files", name, added);
}

void CountCheck(const CheckReport& check, FigureTable* table) {
  for (const StackReport& stack : check.stacks()) {
    CountPatches(stack, table);
    for (const absl::string_view figure :
         {"conflicts", "files-in-conflict", "conflict-regions"}) {
      table->Add(figure, stack.name(), 0);
    }
  }
  std::set<std::pair<std::string, std::string>> files;
  for (const ConflictReport* conflict : CountedConflicts(check)) {
    const std::string& stack = conflict->stack();
    table->Add("conflicts", stack, 1);
    table->Add("conflict-regions", stack, conflict->regions_size());
    if (files.emplace(stack, conflict->path()).second) {
      table->Add("files-in-conflict", stack, 1);
    }
  }
}

void CountLanded(const LandedReport& landed, FigureTable* table) {
  for (const LandedStackReport& stack : landed.stacks()) {
    table->Add("landed-strong", stack.name(), 0);
    table->Add("landed-proposals", stack.name(), 0);
    for (const LandedPatchReport& patch : stack.patches()) {
      if (patch.evidence() == "none") continue;
      table->Add(patch.strong() ? "landed-strong" : "landed-proposals",
                 stack.name(), 1);
    }
  }
}

// The figure of a kind of change that an out-of-tree driver would notice.
absl::string_view FigureOfInterfaceKind(absl::string_view kind) {
  if (kind == "signature") return "signatures-changed";
  if (kind == "structure gone" || kind == "layout") return "layouts-changed";
  if (kind == "macro gone" || kind == "macro changed") return "macros-changed";
  return "exports-changed";
}

void CountNeutral(const NeutralReport& neutral, FigureTable* table) {
  for (const NeutralStackReport& stack : neutral.stacks()) {
    const std::string& name = stack.name();
    for (const NeutralAnswerReport& answer : stack.answers()) {
      const auto add = [&](absl::string_view figure, int value) {
        table->Add(figure, name, value, answer.flavour());
      };
      add("files-changed-when-off", answer.changed_files());
      add("files-unknown-when-off", answer.unknown_files());
      add("hunks-reaching", answer.reaching_hunks());
      add("new-files-that-count", answer.new_files_that_count());
      add("breaks", answer.breaks_size());
      add("cannot-be-off", answer.cannot_be_off_size());
    }
    int lost = 0;
    for (const LostSymbolReport& symbol : stack.lost()) {
      // Where the stack has a definition of its own it compiles.
      if (!symbol.defined_by_stack()) ++lost;
    }
    if (!neutral.onto().empty()) table->Add("lost-symbols", name, lost);
    for (const absl::string_view figure :
         {"exports-changed", "signatures-changed", "layouts-changed",
          "macros-changed"}) {
      table->Add(figure, name, 0);
    }
    for (const InterfaceChangeReport& change : stack.driver_interface()) {
      table->Add(FigureOfInterfaceKind(change.kind()), name, 1);
    }
  }
}

void CountDrift(const DriftReport& drift, FigureTable* table) {
  for (const DriftStackReport& stack : drift.stacks()) {
    const std::string& name = stack.name();
    table->Add("forks", name, stack.forks());
    table->Add("forks-drifted", name, stack.drifted());
    table->Add("drift-hunks", name, stack.hunks());
    if (stack.history()) {
      table->Add("drift-commits", name, stack.commits());
      table->Add("drift-security", name, stack.security());
    }
    if (stack.has_port()) {
      table->Add("forks-in-conflict", name, stack.port().in_conflict());
      table->Add("fork-conflict-regions", name, stack.port().regions());
    }
    table->Add("duplicated-lines", name, 0);
  }
  for (const ForkReport& fork : drift.forks()) {
    table->Add("duplicated-lines", fork.stack(), fork.shared_lines());
  }
}

void CountFootprint(const FootprintReport& footprint, FigureTable* table) {
  table->AddTo("invaded-lines", {}, footprint.invaded_lines());
  table->AddTo("new-lines", {}, footprint.new_lines());
}

void CountEstimate(absl::string_view name, const Figure& figure,
                   FigureTable* table) {
  const CountedFor counted = {figure.stack(), figure.flavour()};
  table->AddTo(name, counted, figure.value());
  if (figure.has_range()) table->SetRange(name, counted, figure.range());
}

void CountForecast(const ForecastReport& forecast, FigureTable* table) {
  for (const Figure& figure : forecast.next_release()) {
    if (FindFigureKind(figure.name()) == nullptr) continue;
    CountEstimate(figure.name(), figure, table);
  }
}

}  // namespace

std::vector<Figure> FiguresOf(const MaintainabilityReport& report) {
  FigureTable table;
  if (report.has_check()) CountCheck(report.check(), &table);
  if (report.has_landed()) CountLanded(report.landed(), &table);
  if (report.has_neutral()) CountNeutral(report.neutral(), &table);
  if (report.has_drift()) CountDrift(report.drift(), &table);
  if (report.has_footprint()) CountFootprint(report.footprint(), &table);
  if (report.has_effort()) {
    const EffortReport& effort = report.effort();
    CountEstimate("hours-once", effort.merge_once(), &table);
    CountEstimate("hours-each-release", effort.each_release(), &table);
  }
  if (report.has_forecast()) CountForecast(report.forecast(), &table);
  std::vector<std::string> stacks;
  for (const StackReport& stack : report.check().stacks()) {
    stacks.push_back(stack.name());
  }
  return table.List(stacks);
}

}  // namespace patchgraph
