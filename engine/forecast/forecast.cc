#include "engine/forecast/forecast.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/forecast/folder_pace.h"
#include "engine/forecast/forecast_constants.h"
#include "engine/forecast/prediction.h"
#include "engine/forecast/stack_history.h"
#include "engine/git/git_tree.h"

namespace patchgraph {
namespace {

constexpr size_t kFewestReleases = 2;
// A trial has two steps to learn from, at least.
constexpr size_t kFirstTrial = 2;

class Forecaster {
 public:
  Forecaster(absl::Span<const ForecastStack> stacks,
             const std::shared_ptr<const Tree>& onto,
             const GitRepository& repository, const ForecastOptions& options)
      : stacks_(stacks),
        onto_(onto),
        repository_(repository),
        options_(options),
        constants_(FittedConstants()) {}

  absl::StatusOr<Forecast> Run() {
    auto timeline = ReadTimeline(repository_, onto_, options_.releases);
    if (!timeline.ok()) return timeline.status();
    timeline_ = *std::move(timeline);
    if (timeline_.releases.size() < kFewestReleases) {
      forecast_.left_out =
          absl::StrCat("the history of ", onto_->name(),
                       " has fewer than two releases (tags such as v1.2), so "
                       "that there is no past to learn from");
      return std::move(forecast_);
    }
    for (const Release& release : timeline_.releases) {
      forecast_.releases.push_back(release.name);
    }
    absl::Status status = Read();
    if (!status.ok()) return status;
    ForecastNext();
    TryThePast();
    return std::move(forecast_);
  }

 private:
  absl::Status Read() {
    auto paces = ReadFolderPaces(repository_.objects(), timeline_);
    if (!paces.ok()) return paces.status();
    paces_ = std::make_unique<const PaceTable>(*std::move(paces));
    for (const ForecastStack& stack : stacks_) {
      absl::Span<const ForkDrift> forks;
      if (stack.drift != nullptr) forks = stack.drift->forks;
      has_forks_ |= stack.drift != nullptr;
      auto histories = ReadStackHistory(*stack.stack->base,
                                        stack.check->patches, forks, timeline_);
      if (!histories.ok()) return histories.status();
      histories_.push_back(*std::move(histories));
    }
    return absl::OkStatus();
  }

  // Conflicts or forks of one stack, of those that `wanted` takes.
  template <typename Wanted>
  static std::vector<const FileHistory*> Choose(
      const std::vector<FileHistory>& files, bool forks, Wanted wanted) {
    std::vector<const FileHistory*> chosen;
    for (const FileHistory& file : files) {
      if (file.fork == forks && wanted(file)) chosen.push_back(&file);
    }
    return chosen;
  }

  std::vector<RateOutput> Estimate(absl::Span<const FileHistory* const> files,
                                   bool forks, size_t steps) const {
    return RatesAt(files, steps, *paces_,
                   forks ? constants_.drift : constants_.conflict);
  }

  ForecastFigure FigureOf(const RateSum& sum, ForecastKind kind) const {
    const auto index = static_cast<size_t>(kind);
    const CountRange range = sum.RangeOf(kind, constants_.spread[index]);
    ForecastFigure figure;
    figure.kind = kind;
    figure.expected = sum.MeanOf(kind);
    figure.low = range.low;
    figure.high = range.high;
    figure.coverage = constants_.coverage[index];
    return figure;
  }

  void AddFigures(const RateSum& sum, const std::string& stack,
                  bool has_forks) {
    for (const ForecastKind kind : AllForecastKinds()) {
      if (IsOfForks(kind) && !has_forks) continue;
      forecast_.figures.push_back(FigureOf(sum, kind));
      forecast_.figures.back().stack = stack;
    }
  }

  void ForecastNext() {
    RateSum together;
    for (size_t s = 0; s < stacks_.size(); ++s) {
      RateSum sum;
      for (const bool forks : {false, true}) {
        const auto files =
            Choose(histories_[s], forks,
                   [](const FileHistory& file) { return file.on_target; });
        const std::vector<RateOutput> rates =
            Estimate(files, forks, timeline_.releases.size() - 1);
        sum.Add(files, rates);
        together.Add(files, rates);
        AddFiles(files, rates, stacks_[s].stack->name);
      }
      AddFigures(sum, stacks_[s].stack->name, stacks_[s].drift != nullptr);
    }
    AddFigures(together, "", has_forks_);
    std::stable_sort(forecast_.files.begin(), forecast_.files.end(),
                     [](const ForecastFile& a, const ForecastFile& b) {
                       return a.probability > b.probability;
                     });
  }

  void AddFiles(absl::Span<const FileHistory* const> files,
                absl::Span<const RateOutput> rates, const std::string& stack) {
    for (size_t i = 0; i < files.size(); ++i) {
      ForecastFile file;
      file.stack = stack;
      file.path = files[i]->path;
      file.fork = files[i]->fork;
      file.original = files[i]->original;
      file.probability = rates[i].probability;
      file.expected = rates[i].regions;
      for (const FileStepCount& step : files[i]->steps) {
        file.releases += step.there ? 1 : 0;
        file.changed += step.changed ? 1 : 0;
        file.hit += step.conflicts > 0 ? 1 : 0;
      }
      forecast_.files.push_back(std::move(file));
    }
  }

  void TryThePast() {
    for (size_t step = kFirstTrial; step + 1 < timeline_.releases.size();
         ++step) {
      RateSum sum;
      ActualSum actual;
      for (const std::vector<FileHistory>& histories : histories_) {
        for (const bool forks : {false, true}) {
          const auto files =
              Choose(histories, forks, [step](const FileHistory& file) {
                return file.steps[step].there;
              });
          sum.Add(files, Estimate(files, forks, step));
          actual.Add(files, step);
        }
      }
      AddTrials(sum, actual, step);
    }
  }

  void AddTrials(const RateSum& sum, const ActualSum& actual, size_t step) {
    for (const ForecastKind kind : AllForecastKinds()) {
      if (IsOfForks(kind) && !has_forks_) continue;
      ForecastTrial trial;
      trial.from = timeline_.releases[step].name;
      trial.to = timeline_.releases[step + 1].name;
      trial.figure = FigureOf(sum, kind);
      trial.actual = actual.Of(kind);
      forecast_.trials.push_back(std::move(trial));
    }
  }

  absl::Span<const ForecastStack> stacks_;
  const std::shared_ptr<const Tree>& onto_;
  const GitRepository& repository_;
  const ForecastOptions& options_;
  const ForecastConstants constants_;
  Timeline timeline_;
  std::unique_ptr<const PaceTable> paces_;
  bool has_forks_ = false;
  std::vector<std::vector<FileHistory>> histories_;  // by stack
  Forecast forecast_;
};

}  // namespace

absl::StatusOr<Forecast> MakeForecast(absl::Span<const ForecastStack> stacks,
                                      const std::shared_ptr<const Tree>& onto,
                                      const GitRepository* repository,
                                      const ForecastOptions& options) {
  if (repository == nullptr || onto == nullptr || !CommitOf(*onto)) {
    Forecast forecast;
    forecast.left_out = absl::StrCat(
        onto == nullptr ? std::string("the target") : onto->name(),
        " is no commit of a git repository, so that there is no past to learn "
        "from");
    return forecast;
  }
  return Forecaster(stacks, onto, *repository, options).Run();
}

}  // namespace patchgraph
