#include "engine/report/maintainability/effort.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "engine/report/maintainability/figures.h"

namespace patchgraph {
namespace {

constexpr double kMinutesOfHour = 60;

constexpr WorkKind kWorkKinds[] = {
    {"file in conflict", "files-in-conflict", 15, 5, 40,
     "next-files-in-conflict", 15,
     "to learn what both sides want of the file, to compile it and look at the "
     "result"},
    {"conflict region", "conflict-regions", 10, 3, 30, "next-conflict-regions",
     10, "to write the lines that both sides changed"},
    {"blocked patch", "patches-blocked", 10, 3, 30, "patches-blocked", 10,
     "to apply it again after the conflict that it waits for"},
    {"masked hunk", "masked-hunks", 10, 3, 30, "", 0,
     "to find out whether it was lost on purpose"},
    {"lost symbol", "lost-symbols", 20, 5, 60, "lost-symbols", 20,
     "to find what upstream has in its place, and to use it"},
    {"patch", "patches", 1, 0.5, 3, "patches", 1,
     "to read it over, and its place on the target"},
    {"landed patch", "landed-strong", 5, 2, 10, "", 0,
     "to see that it is there, and to drop it"},
    {"landed perhaps", "landed-proposals", 10, 5, 30, "", 0,
     "to compare it with what upstream has"},
    {"fork to bring up", "forks-drifted", 10, 3, 20, "next-forks-drifted", 10,
     "to read what its original gained, and to compile it"},
    {"fork conflict region", "fork-conflict-regions", 10, 3, 30,
     "next-forks-drifted", 10,
     "to write what upstream's change means in the fork"},
    {"break", "breaks", 30, 10, 90, "", 0,
     "to make a build without the feature work again"},
    {"always on", "cannot-be-off", 30, 10, 90, "", 0,
     "to give the feature a switch"},
    {"hunk that reaches", "hunks-reaching", 3, 1, 10, "hunks-reaching", 1,
     "to judge what it does to a kernel without the feature; a minute to look "
     "again"},
    {"file unknown", "files-unknown-when-off", 10, 3, 30, "", 0,
     "to judge what could not be shown"},
};

double ValueOf(absl::Span<const Figure> figures, absl::string_view name) {
  const Figure* figure = FindFigure(figures, name);
  return figure == nullptr ? 0 : figure->value();
}

// How many places there are in each fork that drifted, as the merge shows it:
// the forecast is of forks.
double RatioOf(absl::Span<const Figure> figures, const WorkKind& kind) {
  if (kind.figure != "fork-conflict-regions") return 1;
  const double drifted = ValueOf(figures, "forks-drifted");
  return drifted == 0 ? 1 : ValueOf(figures, kind.figure) / drifted;
}

struct Pieces {
  double count = 0;
  double low = 0;
  double high = 0;
};

Pieces EachRelease(absl::Span<const Figure> figures, const WorkKind& kind) {
  if (kind.each_release_figure.empty()) return {};
  const Figure* next = FindFigure(figures, kind.each_release_figure);
  if (next == nullptr) {
    const double count = ValueOf(figures, kind.figure);
    return {count, count, count};
  }
  const double ratio = RatioOf(figures, kind);
  Pieces pieces = {next->value() * ratio, next->value() * ratio,
                   next->value() * ratio};
  if (next->has_range()) {
    pieces.low = std::min(pieces.count, next->range().low() * ratio);
    pieces.high = std::max(pieces.count, next->range().high() * ratio);
  }
  return pieces;
}

// To a hundredth: more digits would say what nobody knows.
double Hours(double minutes) {
  return std::round(minutes / kMinutesOfHour * 100) / 100;
}

// A sum of estimates that are off independently of each other.
class RoughSum {
 public:
  void Add(double value, double low, double high) {
    value_ += value;
    below_ += (value - low) * (value - low);
    above_ += (high - value) * (high - value);
  }

  Figure AsHours(absl::string_view name) const {
    Figure figure;
    figure.set_name(std::string(name));
    figure.set_unit("hours");
    figure.set_value(value_ / kMinutesOfHour);
    figure.mutable_range()->set_low(std::max(0.0, value_ - std::sqrt(below_)) /
                                    kMinutesOfHour);
    figure.mutable_range()->set_high((value_ + std::sqrt(above_)) /
                                     kMinutesOfHour);
    return figure;
  }

 private:
  double value_ = 0;
  double below_ = 0;
  double above_ = 0;
};

void SayBasis(absl::Span<const Figure> figures, EffortReport* effort) {
  effort->add_basis(
      "Hours are counts times minutes for each piece of work. The minutes are "
      "estimates, not measurements: the ranges say how far they may be off.");
  const bool has_forecast =
      FindFigure(figures, "next-files-in-conflict") != nullptr ||
      FindFigure(figures, "next-forks-drifted") != nullptr;
  effort->add_basis(
      has_forecast
          ? "Each release: as many conflicts and drifted forks as the forecast "
            "expects, and as many conflicts in each of these as now."
          : "Each release is taken to bring what this one brings: there is no "
            "forecast.");
  effort->add_basis(
      "Building, testing on machines and talking to people are not in it.");
}

}  // namespace

absl::Span<const WorkKind> WorkKinds() { return kWorkKinds; }

const WorkKind* FindWorkKind(absl::string_view name) {
  for (const WorkKind& kind : kWorkKinds) {
    if (kind.name == name) return &kind;
  }
  return nullptr;
}

EffortReport EffortOf(absl::Span<const Figure> figures) {
  EffortReport effort;
  RoughSum once;
  RoughSum each_release;
  for (const WorkKind& kind : kWorkKinds) {
    const double count = ValueOf(figures, kind.figure);
    const Pieces next = EachRelease(figures, kind);
    if (count == 0 && next.high == 0) continue;
    once.Add(count * kind.minutes, count * kind.least, count * kind.most);
    const double share = kind.each_release_minutes / kind.minutes;
    each_release.Add(next.count * kind.each_release_minutes,
                     next.low * kind.least * share,
                     next.high * kind.most * share);
    EffortPart& part = *effort.add_parts();
    part.set_kind(std::string(kind.name));
    part.set_count(count);
    part.set_minutes_each(kind.minutes);
    part.set_hours(Hours(count * kind.minutes));
    part.set_basis(std::string(kind.basis));
    part.set_each_release_count(next.count);
    part.set_each_release_hours(Hours(next.count * kind.each_release_minutes));
    part.set_least_minutes(kind.least);
    part.set_most_minutes(kind.most);
  }
  *effort.mutable_merge_once() = once.AsHours("hours-once");
  *effort.mutable_each_release() = each_release.AsHours("hours-each-release");
  SayBasis(figures, &effort);
  return effort;
}

double BurdenOf(const SubsystemFootprint& subsystem, int conflict_regions,
                int fork_regions) {
  const auto minutes = [](absl::string_view name) {
    return FindWorkKind(name)->each_release_minutes;
  };
  return Hours(subsystem.files_in_conflict() * minutes("file in conflict") +
               conflict_regions * minutes("conflict region") +
               subsystem.forks_drifted() * minutes("fork to bring up") +
               fork_regions * minutes("fork conflict region") +
               subsystem.reaching_hunks() * minutes("hunk that reaches"));
}

}  // namespace patchgraph
