#include "engine/report/maintainability/judgement.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/report/maintainability/effort.h"
#include "engine/report/maintainability/figures.h"
#include "engine/report/words.h"

namespace patchgraph {
namespace {

constexpr char kCarry[] = "carry";
constexpr char kSwitchedOff[] = "carry switched off";
constexpr char kDoNotCarry[] = "do not carry";
constexpr size_t kMostReasons = 3;

using Figures = absl::Span<const Figure>;

bool IsKnown(Figures figures, absl::string_view name) {
  return FindFigure(figures, name) != nullptr;
}

double Known(Figures figures, absl::string_view name) {
  const Figure* figure = FindFigure(figures, name);
  return figure == nullptr ? 0 : figure->value();
}

// "15 files"
std::string Some(Figures figures, absl::string_view name, absl::string_view one,
                 absl::string_view many) {
  return Counted(static_cast<int>(Known(figures, name)), one, many);
}

bool HasFeature(Figures figures) { return IsKnown(figures, "breaks"); }

bool HarmsKernelsWithout(Figures figures) {
  return Known(figures, "breaks") > 0 || Known(figures, "cannot-be-off") > 0;
}

bool LeavesKernelsWithout(Figures figures) {
  return HasFeature(figures) && !HarmsKernelsWithout(figures) &&
         Known(figures, "files-changed-when-off") == 0 &&
         Known(figures, "files-unknown-when-off") == 0 &&
         Known(figures, "new-files-that-count") == 0;
}

int RankOf(absl::string_view answer) {
  if (answer == kCarry) return 2;
  return answer == kSwitchedOff ? 1 : 0;
}

std::string HoursWords(Figures figures) {
  const Figure* hours = FindFigure(figures, "hours-each-release");
  if (hours == nullptr) return "an unknown number of hours each release";
  std::string text =
      absl::StrCat(FigureDigits(hours->value()), " hours each release");
  if (hours->has_range()) {
    absl::StrAppend(&text, " (", FigureDigits(hours->range().low()), " to ",
                    FigureDigits(hours->range().high()), ")");
  }
  return text;
}

// Hours each release, or once, of some kinds of work.
double HoursOf(const EffortReport& effort,
               std::initializer_list<absl::string_view> kinds, bool once) {
  double hours = 0;
  for (const EffortPart& part : effort.parts()) {
    if (std::count(kinds.begin(), kinds.end(), part.kind()) == 0) continue;
    hours += once ? part.hours() : part.each_release_hours();
  }
  return hours;
}

class ReasonFinder {
 public:
  ReasonFinder(Figures figures, const EffortReport& effort,
               const JudgementLimits& limits)
      : figures_(figures), effort_(effort), limits_(limits) {}

  // The weightiest first.
  std::vector<JudgementReason> Find() {
    AddYears();
    AddNeutral();
    AddMerge();
    AddHidden();
    std::stable_sort(found_.begin(), found_.end(),
                     [](const Weighed& a, const Weighed& b) {
                       return std::make_tuple(a.decides, a.reason.weight()) >
                              std::make_tuple(b.decides, b.reason.weight());
                     });
    std::vector<JudgementReason> reasons;
    for (Weighed& weighed : found_) {
      if (reasons.size() == kMostReasons) break;
      reasons.push_back(std::move(weighed.reason));
    }
    return reasons;
  }

 private:
  struct Weighed {
    bool decides = false;
    JudgementReason reason;
  };

  void Add(absl::string_view part, absl::string_view figure, double weight,
           bool decides, std::string message) {
    Weighed& weighed = found_.emplace_back();
    weighed.decides = decides;
    weighed.reason.set_part(std::string(part));
    weighed.reason.set_figure(std::string(figure));
    weighed.reason.set_weight(weight);
    weighed.reason.set_message(std::move(message));
  }

  void AddYears() {
    const double hours = Known(figures_, "hours-each-release");
    const std::string takes = absl::StrCat("It takes ", HoursWords(figures_));
    if (hours > limits_.most_hours) {
      Add("years", "hours-each-release", hours, true,
          absl::StrCat(takes, ", more than the ",
                       FigureDigits(limits_.most_hours),
                       " that a week of work has."));
    } else if (hours <= limits_.light_hours &&
               AnswerOf(figures_, limits_) == kCarry) {
      Add("years", "hours-each-release", hours, true,
          absl::StrCat(takes, ", within the ",
                       FigureDigits(limits_.light_hours),
                       " that a day of work has."));
    }
  }

  void AddNeutral() {
    if (!HasFeature(figures_)) return;
    if (LeavesKernelsWithout(figures_)) {
      Add("neutral", "files-changed-when-off", 0, false,
          "A kernel without the feature is the one that there was before.");
      return;
    }
    std::vector<std::string> says;
    absl::string_view figure = "hunks-reaching";
    if (Known(figures_, "cannot-be-off") > 0) {
      figure = "cannot-be-off";
      says.push_back(absl::StrCat(
          "the feature cannot be turned off on ",
          Some(figures_, "cannot-be-off", "architecture", "architectures")));
    }
    if (Known(figures_, "breaks") > 0) {
      figure = "breaks";
      says.insert(says.begin(),
                  absl::StrCat("it does not build at ",
                               Some(figures_, "breaks", "place", "places")));
    }
    const std::string files =
        Some(figures_, "files-changed-when-off", "file", "files");
    if (Known(figures_, "hunks-reaching") > 0) {
      says.push_back(absl::StrCat(
          Some(figures_, "hunks-reaching", "hunk", "hunks"), " in ", files,
          Known(figures_, "hunks-reaching") == 1 ? " reaches it"
                                                 : " reach it"));
    } else if (Known(figures_, "files-changed-when-off") > 0) {
      says.push_back(Some(figures_, "files-changed-when-off", "file differs",
                          "files differ"));
    }
    if (Known(figures_, "new-files-that-count") > 0) {
      says.push_back(absl::StrCat(
          "it reads ",
          Some(figures_, "new-files-that-count", "new file", "new files")));
    }
    if (Known(figures_, "files-unknown-when-off") > 0) {
      says.push_back(absl::StrCat(
          "of ", Some(figures_, "files-unknown-when-off", "file", "files"),
          " it could not be shown"));
    }
    Add("neutral", figure,
        HoursOf(effort_, {"hunk that reaches", "file unknown"}, false) +
            HoursOf(effort_, {"break", "always on"}, true),
        HarmsKernelsWithout(figures_),
        absl::StrCat("A kernel without the feature is another one: ",
                     Listed(says, says.size()), "."));
  }

  void AddMerge() {
    const double hours = HoursOf(
        effort_,
        {"file in conflict", "conflict region", "blocked patch", "patch"},
        false);
    if (Known(figures_, "conflicts") == 0) {
      Add("merge", "files-in-conflict", hours, false,
          "Nothing is in conflict with the target.");
      return;
    }
    const double next = Known(figures_, "next-files-in-conflict");
    Add("merge", "files-in-conflict", hours, false,
        absl::StrCat(
            Some(figures_, "files-in-conflict", "file is", "files are"),
            " in conflict with the target, at ",
            Some(figures_, "conflict-regions", "place", "places"),
            IsKnown(figures_, "next-files-in-conflict")
                ? absl::StrCat("; of the next release ", FigureDigits(next),
                               " are expected")
                : std::string(),
            "."));
  }

  void AddHidden() {
    std::vector<std::string> says;
    if (Known(figures_, "forks-drifted") > 0) {
      says.push_back(absl::StrCat(
          FigureDigits(Known(figures_, "forks-drifted")), " of ",
          Some(figures_, "forks", "copied file", "copied files"),
          " lack what upstream did to their originals (",
          Some(figures_, "drift-hunks", "hunk", "hunks"), ", ",
          Some(figures_, "drift-security", "security fix", "security fixes"),
          ")"));
    }
    if (Known(figures_, "lost-symbols") > 0) {
      says.push_back(
          absl::StrCat(Some(figures_, "lost-symbols", "name is", "names are"),
                       " gone that the stacks use"));
    }
    if (says.empty()) return;
    Add("hidden",
        Known(figures_, "forks-drifted") > 0 ? "forks-drifted" : "lost-symbols",
        HoursOf(effort_,
                {"fork to bring up", "fork conflict region", "lost symbol"},
                false),
        false,
        absl::StrCat("What no merge shows: ", Listed(says, says.size()), "."));
  }

  Figures figures_;
  const EffortReport& effort_;
  const JudgementLimits& limits_;
  std::vector<Weighed> found_;
};

std::string SummaryOf(Figures figures, const std::string& answer,
                      const JudgementLimits& limits) {
  std::vector<std::string> causes = {
      absl::StrCat("about ", HoursWords(figures))};
  const double hours = Known(figures, "hours-each-release");
  if (HarmsKernelsWithout(figures)) {
    causes.emplace_back("kernels without the feature suffer");
  } else if (answer == kDoNotCarry && hours <= limits.most_hours) {
    causes.emplace_back("kernels without the feature are changed");
  } else if (LeavesKernelsWithout(figures)) {
    causes.emplace_back("kernels without the feature are what they were");
  }
  std::string words = answer;
  words[0] = static_cast<char>(words[0] - 'a' + 'A');
  return absl::StrCat(words, ": ", absl::StrJoin(causes, ", and "), ".");
}

// The figures with some of them replaced, and hours as they follow.
std::vector<Figure> WithReplaced(Figures figures, Figures replaced) {
  std::vector<Figure> all;
  for (const Figure& figure : figures) {
    if (figure.unit() == "hours") continue;
    const Figure* other =
        FindFigure(replaced, figure.name(), figure.stack(), figure.flavour());
    all.push_back(other == nullptr ? figure : *other);
  }
  const EffortReport effort = EffortOf(all);
  all.push_back(effort.merge_once());
  all.push_back(effort.each_release());
  return all;
}

struct RankedChange {
  int rank = 0;
  double each_release = 0;  // hours that it takes off
  double once = 0;
  JudgementChange change;
};

RankedChange RankChange(Figures figures, const std::string& answer,
                        const MeasuredChange& measured,
                        const JudgementLimits& limits) {
  const std::vector<Figure> done = WithReplaced(figures, measured.after);
  RankedChange ranked;
  JudgementChange& change = ranked.change;
  change.set_action(measured.action);
  change.set_effect(measured.effect);
  change.set_command(measured.command);
  for (const Figure& figure : measured.before) *change.add_before() = figure;
  for (const Figure& figure : measured.after) *change.add_after() = figure;
  for (const absl::string_view name : {"hours-once", "hours-each-release"}) {
    const Figure* before = FindFigure(figures, name);
    const Figure* after = FindFigure(done, name);
    if (before != nullptr) *change.add_before() = *before;
    if (after != nullptr) *change.add_after() = *after;
  }
  const std::string with = AnswerOf(done, limits);
  if (with != answer) change.set_answer(with);
  ranked.rank = RankOf(with);
  const auto less = [&](absl::string_view name) {
    return Known(figures, name) - Known(done, name);
  };
  ranked.each_release = less("hours-each-release");
  ranked.once = less("hours-once");
  return ranked;
}

}  // namespace

std::string AnswerOf(absl::Span<const Figure> figures,
                     const JudgementLimits& limits) {
  const double hours = Known(figures, "hours-each-release");
  if (hours > limits.most_hours) return kDoNotCarry;
  if (HarmsKernelsWithout(figures)) return kDoNotCarry;
  if (hours <= limits.light_hours) return kCarry;
  if (LeavesKernelsWithout(figures)) return kSwitchedOff;
  return HasFeature(figures) ? kDoNotCarry : kCarry;
}

JudgementReport JudgementOf(absl::Span<const Figure> figures,
                            const EffortReport& effort,
                            absl::Span<const MeasuredChange> changes,
                            const JudgementLimits& limits) {
  JudgementReport judgement;
  const std::string answer = AnswerOf(figures, limits);
  judgement.set_answer(answer);
  judgement.set_summary(SummaryOf(figures, answer, limits));
  for (JudgementReason& reason : ReasonFinder(figures, effort, limits).Find()) {
    *judgement.add_reasons() = std::move(reason);
  }
  std::vector<RankedChange> ranked;
  for (const MeasuredChange& measured : changes) {
    RankedChange change = RankChange(figures, answer, measured, limits);
    if (change.each_release <= 0 && change.once <= 0 &&
        change.rank <= RankOf(answer)) {
      continue;
    }
    ranked.push_back(std::move(change));
  }
  std::stable_sort(ranked.begin(), ranked.end(),
                   [](const RankedChange& a, const RankedChange& b) {
                     return std::make_tuple(a.rank, a.each_release, a.once) >
                            std::make_tuple(b.rank, b.each_release, b.once);
                   });
  for (RankedChange& change : ranked) {
    *judgement.add_changes() = std::move(change.change);
  }
  return judgement;
}

}  // namespace patchgraph
