#include "testdata/bench/ranking_fit.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/btree_map.h"
#include "absl/types/span.h"
#include "engine/resolve/ranking.h"

namespace patchgraph {
namespace {

// The examples with features as numbers.
class Problem {
 public:
  Problem(absl::Span<const RankingExample> examples, double ridge)
      : ridge_(ridge) {
    for (const RankingExample& example : examples) {
      Example& own = examples_.emplace_back();
      own.right = example.right;
      own.weight = example.weight;
      for (const std::vector<Feature>& features : *example.features) {
        auto& values = own.candidates.emplace_back();
        for (const Feature& feature : features) {
          values.push_back({IndexOf(feature.name), feature.value});
        }
      }
    }
  }

  const std::vector<std::string>& names() const { return names_; }

  // Of the logarithm of the likelihood, less the penalty.
  std::vector<double> Gradient(const std::vector<double>& weights) const {
    std::vector<double> gradient(weights.size());
    for (std::size_t i = 0; i < weights.size(); ++i) {
      gradient[i] = -ridge_ * weights[i];
    }
    for (const Example& example : examples_) Add(example, weights, &gradient);
    return gradient;
  }

 private:
  using Values = std::vector<std::pair<std::size_t, double>>;
  struct Example {
    std::vector<Values> candidates;
    int right = -1;
    double weight = 1;
  };

  std::size_t IndexOf(const std::string& name) {
    const auto [entry, is_new] = indexes_.emplace(name, names_.size());
    if (is_new) names_.push_back(name);
    return entry->second;
  }

  static void Add(const Example& example, const std::vector<double>& weights,
                  std::vector<double>* gradient) {
    std::vector<double> chances;
    double sum = 1;
    for (const Values& values : example.candidates) {
      double score = 0;
      for (const auto& [index, value] : values) score += weights[index] * value;
      // So far out that more would change nothing.
      chances.push_back(std::exp(std::min(score, 40.0)));
      sum += chances.back();
    }
    for (std::size_t i = 0; i < chances.size(); ++i) {
      const double is_right = example.right == static_cast<int>(i) ? 1 : 0;
      const double pull = example.weight * (is_right - chances[i] / sum);
      for (const auto& [index, value] : example.candidates[i]) {
        (*gradient)[index] += pull * value;
      }
    }
  }

  double ridge_;
  std::vector<Example> examples_;
  std::vector<std::string> names_;
  absl::btree_map<std::string, std::size_t> indexes_;
};

// Rprop (Riedmiller and Braun, 1993): each weight goes uphill in steps of its
// own, longer while the slope keeps its sign and shorter when it turns.
class Climber {
 public:
  explicit Climber(std::size_t size)
      : weights_(size), steps_(size, 0.1), last_(size) {}

  const std::vector<double>& weights() const { return weights_; }

  // The length of the longest step.
  double Climb(std::vector<double> gradient) {
    double longest = 0;
    for (std::size_t i = 0; i < gradient.size(); ++i) {
      const double turn = gradient[i] * last_[i];
      if (turn > 0) steps_[i] = std::min(steps_[i] * 1.2, 1.0);
      if (turn < 0) {
        steps_[i] *= 0.5;
        gradient[i] = 0;
      }
      if (gradient[i] != 0) {
        weights_[i] += gradient[i] > 0 ? steps_[i] : -steps_[i];
      }
      last_[i] = gradient[i];
      longest = std::max(longest, steps_[i]);
    }
    return longest;
  }

 private:
  std::vector<double> weights_;
  std::vector<double> steps_;
  std::vector<double> last_;
};

}  // namespace

absl::btree_map<std::string, double> FitRanking(
    absl::Span<const RankingExample> examples, double ridge) {
  constexpr int kMostRounds = 1000;
  const Problem problem(examples, ridge);
  Climber climber(problem.names().size());
  for (int round = 0; round < kMostRounds; ++round) {
    if (climber.Climb(problem.Gradient(climber.weights())) < 1e-4) break;
  }
  absl::btree_map<std::string, double> weights;
  for (std::size_t i = 0; i < problem.names().size(); ++i) {
    weights[problem.names()[i]] = climber.weights()[i];
  }
  return weights;
}

}  // namespace patchgraph
