// Fits the constants of the forecast to tables that forecast_history printed,
// and says how good the forecasts are.
//
//   forecast_fit FAMILY:NAME:FILE...
//
// Tables of one family (stacks of one origin) are never used to fit constants
// that are then tried on the same family: the coverage that is printed is that
// of stacks which the constants have not seen. The constants that are printed
// are fitted to all of them.

#include <cmath>
#include <fstream>
#include <functional>
#include <iostream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "engine/forecast/forecast_constants.h"
#include "engine/forecast/forecast_kind.h"
#include "engine/forecast/history_table.h"

namespace patchgraph {
namespace {

constexpr size_t kFewestInPart = 5;
// An error as a share of what happened says nothing of less than this.
constexpr double kFewestForShare = 5;
constexpr int kTenths = 10;
constexpr int kRounds = 7;
constexpr double kFirstStep = 1.6;
constexpr double kShrink = 1.7;
constexpr double kGain = 1e-7;
// Weights of more are as good as without end.
constexpr double kHeaviest = 1e4;

using Cases = std::vector<const BacktestCase*>;
using Member = double RateConstants::*;

// A case's weight: a family counts as the square root of its size, so that the
// largest has its say and not the only one.
std::map<std::string, double> WeightsOf(const Cases& cases, bool forks) {
  std::map<std::string, double> sizes;
  for (const BacktestCase* one : cases) {
    sizes[one->table->family] +=
        static_cast<double>((forks ? one->forks : one->files).size());
  }
  for (auto& [family, size] : sizes) size = 1 / std::sqrt(std::max(1.0, size));
  return sizes;
}

// Of whether there is an event (surprise in nats), and of how large it is
// (Poisson deviance of what is above one).
struct RateLoss {
  double event = 0;
  double size = 0;
};

RateLoss LossOf(const Cases& cases, bool forks,
                const RateConstants& constants) {
  RateLoss loss;
  const std::map<std::string, double> weights = WeightsOf(cases, forks);
  for (const BacktestCase* one : cases) {
    const auto& files = forks ? one->forks : one->files;
    const double weight = weights.at(one->table->family);
    const std::vector<RateOutput> rates =
        RatesAt(files, one->step, *one->table->paces, constants);
    for (size_t i = 0; i < files.size(); ++i) {
      const FileStepCount& actual = files[i]->steps[one->step];
      const double p = rates[i].probability;
      loss.event -= weight * std::log(actual.conflicts > 0 ? p : 1 - p);
      if (actual.conflicts == 0 || actual.regions == 0) continue;
      const double mean = rates[i].regions / p;
      loss.size += weight * (mean - actual.regions * std::log(mean));
    }
  }
  return loss;
}

// Multiplies one constant after the other as long as that helps.
void Descend(const std::vector<Member>& members,
             const std::function<double(const RateConstants&)>& loss,
             RateConstants* constants) {
  double best = loss(*constants);
  double factor = kFirstStep;
  for (int round = 0; round < kRounds; ++round) {
    for (const Member member : members) {
      for (const double by : {factor, 1 / factor}) {
        for (bool better = true; better;) {
          RateConstants tried = *constants;
          // Near 1 what matters is the distance from it.
          if (member == &RateConstants::recency) {
            tried.recency = 1 - (1 - tried.recency) * by;
          } else {
            tried.*member *= by;
          }
          better = tried.recency > 0 && tried.*member < kHeaviest;
          if (!better) continue;
          const double now = loss(tried);
          better = now < best - kGain;
          if (!better) continue;
          best = now;
          *constants = tried;
        }
      }
    }
    factor = 1 + (factor - 1) / kShrink;
  }
}

RateConstants FitRates(const Cases& cases, bool forks) {
  RateConstants constants =
      forks ? FittedConstants().drift : FittedConstants().conflict;
  std::vector<Member> members = {
      &RateConstants::recency,      &RateConstants::prior_weight,
      &RateConstants::stack_weight, &RateConstants::pace_weight,
      &RateConstants::ratio,        &RateConstants::tree_weight};
  if (!forks) members.push_back(&RateConstants::places_power);
  Descend(
      members,
      [&](const RateConstants& tried) {
        return LossOf(cases, forks, tried).event;
      },
      &constants);
  std::vector<Member> sizes = {&RateConstants::size,
                               &RateConstants::size_weight,
                               &RateConstants::file_size_weight};
  if (!forks) sizes.push_back(&RateConstants::size_power);
  Descend(
      sizes,
      [&](const RateConstants& tried) {
        return LossOf(cases, forks, tried).size;
      },
      &constants);
  return constants;
}

struct Outcome {
  const BacktestCase* one = nullptr;
  RateSum expected;
  ActualSum actual;
};

std::vector<Outcome> OutcomesOf(const Cases& cases,
                                const ForecastConstants& constants) {
  std::vector<Outcome> outcomes;
  for (const BacktestCase* one : cases) {
    Outcome outcome;
    outcome.one = one;
    const PaceTable& paces = *one->table->paces;
    outcome.expected.Add(
        one->files, RatesAt(one->files, one->step, paces, constants.conflict));
    outcome.expected.Add(
        one->forks, RatesAt(one->forks, one->step, paces, constants.drift));
    outcome.actual.Add(one->files, one->step);
    outcome.actual.Add(one->forks, one->step);
    outcomes.push_back(std::move(outcome));
  }
  return outcomes;
}

bool HasFilesOf(const Outcome& outcome, ForecastKind kind) {
  return !(IsOfForks(kind) ? outcome.one->forks : outcome.one->files).empty();
}

std::map<std::string, double> FamilyWeights(
    const std::vector<Outcome>& outcomes, ForecastKind kind) {
  std::map<std::string, double> weights;
  for (const Outcome& outcome : outcomes) {
    if (HasFilesOf(outcome, kind)) ++weights[outcome.one->table->family];
  }
  for (auto& [family, weight] : weights) weight = 1 / std::sqrt(weight);
  return weights;
}

// Surprise in nats.
double SpreadLoss(const std::vector<Outcome>& outcomes, ForecastKind kind,
                  const SpreadConstants& spread) {
  double loss = 0;
  const std::map<std::string, double> weights = FamilyWeights(outcomes, kind);
  for (const Outcome& outcome : outcomes) {
    if (!HasFilesOf(outcome, kind)) continue;
    loss -= weights.at(outcome.one->table->family) *
            LogProbability(outcome.expected.DistributionOf(kind, spread),
                           static_cast<int>(outcome.actual.Of(kind)));
  }
  return loss;
}

SpreadConstants FitSpread(const std::vector<Outcome>& outcomes,
                          ForecastKind kind) {
  SpreadConstants best = FittedConstants().spread[static_cast<size_t>(kind)];
  double best_loss = SpreadLoss(outcomes, kind, best);
  double factor = kFirstStep;
  for (int round = 0; round < kRounds; ++round) {
    for (double SpreadConstants::*const member :
         {&SpreadConstants::own, &SpreadConstants::folder,
          &SpreadConstants::shared}) {
      for (const double by : {factor, 1 / factor}) {
        for (bool better = true; better;) {
          SpreadConstants tried = best;
          tried.*member *= by;
          const double loss = SpreadLoss(outcomes, kind, tried);
          better = loss < best_loss - kGain && tried.*member > kGain;
          if (!better) continue;
          best_loss = loss;
          best = tried;
        }
      }
    }
    factor = 1 + (factor - 1) / kShrink;
  }
  return best;
}

ForecastConstants Fit(const Cases& cases) {
  ForecastConstants constants;
  constants.conflict = FitRates(cases, false);
  constants.drift = FitRates(cases, true);
  const std::vector<Outcome> outcomes = OutcomesOf(cases, constants);
  for (const ForecastKind kind : AllForecastKinds()) {
    constants.spread[static_cast<size_t>(kind)] = FitSpread(outcomes, kind);
  }
  return constants;
}

void PrintRates(const char* name, const RateConstants& c) {
  absl::PrintF(
      "%s recency %.3f prior_weight %.3f stack_weight %.1f pace_weight %.3f "
      "ratio %.3f places_power %.3f tree_weight %.1f size %.3f size_weight "
      "%.2f file_size_weight %.2f size_power %.3f\n",
      name, c.recency, c.prior_weight, c.stack_weight, c.pace_weight, c.ratio,
      c.places_power, c.tree_weight, c.size, c.size_weight, c.file_size_weight,
      c.size_power);
}

void PrintConstants(const ForecastConstants& constants) {
  PrintRates("conflict", constants.conflict);
  PrintRates("drift", constants.drift);
  for (const ForecastKind kind : AllForecastKinds()) {
    const SpreadConstants& spread = constants.spread[static_cast<size_t>(kind)];
    absl::PrintF("spread %s own %.3f folder %.4f shared %.4f\n", Name(kind),
                 spread.own, spread.folder, spread.shared);
  }
}

// Of a row of the table of results.
struct Tally {
  int cases = 0;
  int held = 0;
  double error = 0;      // of the mean, as a share of what happened
  double deviation = 0;  // the same without its sign
  int large = 0;         // cases that have such a share
};

class Backtest {
 public:
  explicit Backtest(std::vector<HistoryTable> tables)
      : tables_(std::move(tables)) {
    for (const HistoryTable& table : tables_) {
      families_.insert(table.family);
      for (BacktestCase& one : CasesOf(table, kFewestInPart)) {
        cases_.push_back(std::move(one));
      }
    }
  }

  void Run() {
    for (const std::string& family : families_) {
      const ForecastConstants constants =
          families_.size() < 2 ? FittedConstants()
                               : Fit(CasesOfFamily(family, false));
      absl::PrintF("# without %s\n", family);
      PrintConstants(constants);
      Try(CasesOfFamily(family, true), constants);
    }
    absl::PrintF("# all\n");
    Cases all;
    for (const BacktestCase& one : cases_) all.push_back(&one);
    PrintConstants(Fit(all));
    PrintTallies();
  }

 private:
  Cases CasesOfFamily(const std::string& family, bool of_it) const {
    Cases cases;
    for (const BacktestCase& one : cases_) {
      if ((one.table->family == family) == of_it) cases.push_back(&one);
    }
    return cases;
  }

  // What was said of files with about the same chance, and what happened.
  struct Tenth {
    int files = 0;
    int events = 0;
    double expected = 0;
  };

  void Calibrate(const BacktestCase& one, bool forks,
                 const RateConstants& constants) {
    const auto& files = forks ? one.forks : one.files;
    const std::vector<RateOutput> rates =
        RatesAt(files, one.step, *one.table->paces, constants);
    for (size_t i = 0; i < files.size(); ++i) {
      const double p = rates[i].probability;
      Tenth& tenth = tenths_[forks][static_cast<int>(p * kTenths)];
      ++tenth.files;
      tenth.events += files[i]->steps[one.step].conflicts > 0 ? 1 : 0;
      tenth.expected += p;
    }
  }

  // A line for each whole stack, and the tallies of all.
  void Try(const Cases& cases, const ForecastConstants& constants) {
    for (const BacktestCase* one : cases) {
      if (!one->part.empty()) continue;
      Calibrate(*one, false, constants.conflict);
      Calibrate(*one, true, constants.drift);
    }
    for (const Outcome& outcome : OutcomesOf(cases, constants)) {
      for (const ForecastKind kind : AllForecastKinds()) {
        if (!HasFilesOf(outcome, kind)) continue;
        Note(outcome, kind, constants.spread[static_cast<size_t>(kind)]);
      }
    }
  }

  void Note(const Outcome& outcome, ForecastKind kind,
            const SpreadConstants& spread) {
    const double expected = outcome.expected.MeanOf(kind);
    const double actual = outcome.actual.Of(kind);
    const CountRange range = outcome.expected.RangeOf(kind, spread);
    const bool held = range.low <= actual && actual <= range.high;
    const HistoryTable& table = *outcome.one->table;
    const bool whole = outcome.one->part.empty();
    for (const std::string& name :
         {whole ? table.name : table.name + ", folders",
          std::string(whole ? "all stacks" : "all folders"),
          std::string("all")}) {
      Tally& tally = tallies_[kind][name];
      ++tally.cases;
      tally.held += held ? 1 : 0;
      if (actual < kFewestForShare) continue;
      ++tally.large;
      tally.error += (expected - actual) / actual;
      tally.deviation += std::abs(expected - actual) / actual;
    }
    if (!whole) return;
    absl::PrintF("case\t%s\t%s\t%s\t%s\t%.1f\t%d\t%d\t%.0f\t%+.0f%%\t%s\n",
                 table.name, table.releases[outcome.one->step],
                 table.releases[outcome.one->step + 1], Name(kind), expected,
                 range.low, range.high, actual,
                 actual == 0 ? 0 : 100 * (expected - actual) / actual,
                 held ? "yes" : "no");
  }

  void PrintTallies() const {
    for (const auto& [forks, tenths] : tenths_) {
      for (const auto& [tenth, sum] : tenths) {
        absl::PrintF("chance\t%s\t%d%%\t%d\t%.0f%%\t%.0f%%\n",
                     forks ? "fork" : "file", 100 * tenth / kTenths, sum.files,
                     100 * sum.expected / sum.files,
                     100.0 * sum.events / sum.files);
      }
    }
    for (const auto& [kind, tallies] : tallies_) {
      for (const auto& [name, tally] : tallies) {
        absl::PrintF("tally\t%s\t%s\t%d\t%.2f\t%+.0f%%\t%.0f%%\n", Name(kind),
                     name, tally.cases,
                     tally.held / static_cast<double>(tally.cases),
                     100 * tally.error / std::max(1, tally.large),
                     100 * tally.deviation / std::max(1, tally.large));
      }
    }
  }

  std::vector<HistoryTable> tables_;
  std::set<std::string> families_;
  std::vector<BacktestCase> cases_;
  std::map<ForecastKind, std::map<std::string, Tally>> tallies_;
  std::map<bool, std::map<int, Tenth>> tenths_;
};

int Main(int count, char** arguments) {
  std::vector<HistoryTable> tables;
  for (int i = 1; i < count; ++i) {
    const std::vector<std::string> parts =
        absl::StrSplit(arguments[i], absl::MaxSplits(':', 2));
    if (parts.size() != 3) {
      std::cerr << "forecast_fit FAMILY:NAME:FILE...\n";
      return 2;
    }
    std::ifstream file(parts[2]);
    auto table = ReadHistoryTable(file);
    if (!table.ok()) {
      std::cerr << parts[2] << ": " << table.status().message() << '\n';
      return 2;
    }
    table->family = parts[0];
    table->name = parts[1];
    tables.push_back(*std::move(table));
  }
  Backtest(std::move(tables)).Run();
  return 0;
}

}  // namespace
}  // namespace patchgraph

int main(int count, char** arguments) {
  return patchgraph::Main(count, arguments);
}
