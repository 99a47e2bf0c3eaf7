// Holds the resolvers against what people did, and measures what they are
// worth:
//   score_resolvers --git-dir DIR [--git-dir DIR2] [--rows FILE] [--write FILE]
//                   [--without-histories] CASES.jsonl...
// merge_cases.h says what is in CASES.

#include <algorithm>
#include <cstddef>
#include <fstream>
#include <iostream>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/string_view.h"
#include "engine/git/git_repository.h"
#include "engine/resolve/measured.h"
#include "engine/resolve/resolve_file.h"
#include "testdata/bench/merge_cases.h"
#include "testdata/bench/studied_case.h"

namespace patchgraph {
namespace {

constexpr int kFolds = 10;

struct Arguments {
  std::vector<std::string> git_dirs;
  std::vector<std::string> cases;
  std::string rows;
  std::string write;
  bool with_histories = true;
};

struct Totals {
  int cases = 0;
  int resolved = 0;
  int exact = 0;
};

void PrintTotals(absl::string_view what, const Totals& totals) {
  std::cout << absl::StrFormat(
      "%-34s cases %4d  resolved %4d  exact %4d  wrong %4d  precision %.3f  "
      "recall %.3f\n",
      what, totals.cases, totals.resolved, totals.exact,
      totals.resolved - totals.exact,
      totals.resolved == 0 ? 0.0 : 1.0 * totals.exact / totals.resolved,
      totals.cases == 0 ? 0.0 : 1.0 * totals.exact / totals.cases);
}

void PrintScores(absl::string_view title,
                 const std::vector<const StudiedCase*>& cases,
                 const std::vector<const Measured*>& measured) {
  std::cout << "\n## " << title << "\n";
  for (AutoMode mode : {AutoMode::kOff, AutoMode::kSafe, AutoMode::kPropose}) {
    Totals totals;
    for (std::size_t i = 0; i < cases.size(); ++i) {
      const Outcome outcome = OutcomeOf(*cases[i], *measured[i], mode);
      ++totals.cases;
      totals.resolved += outcome.resolved;
      totals.exact += outcome.exact;
    }
    PrintTotals(mode == AutoMode::kOff    ? "off"
                : mode == AutoMode::kSafe ? "safe"
                                          : "propose",
                totals);
  }
  int among = 0;
  int possible = 0;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    among += ExactAmongFirst(*cases[i], *measured[i], 3) >= 0;
    possible += std::all_of(cases[i]->right.begin(), cases[i]->right.end(),
                            [](int right) { return right >= 0; });
  }
  std::cout << absl::StrFormat(
      "one of the first three is exact: %d of %d (%.3f); candidates have it in "
      "%d (%.3f)\n",
      among, cases.size(), 1.0 * among / cases.size(), possible,
      1.0 * possible / cases.size());
}

void PrintResolvers(const std::vector<StudiedCase>& cases) {
  std::vector<const StudiedCase*> all;
  for (const StudiedCase& studied : cases) all.push_back(&studied);
  struct Row {
    int regions = 0, right = 0, alone = 0, alone_right = 0;
    int first = 0, first_right = 0;
    std::map<const StudiedCase*, std::pair<int, int>> files;
  };
  std::map<std::string, Row> rows;
  std::vector<std::string> order;
  for (const StudiedCase& studied : cases) {
    for (std::size_t i = 0; i < studied.regions.size(); ++i) {
      if (!studied.truth[i]) continue;
      const auto& candidates = studied.regions[i].candidates;
      std::map<std::string, bool> fired;
      for (std::size_t j = 0; j < candidates.size(); ++j) {
        for (const Voice& voice : candidates[j].voices) {
          const std::string name = MeasuredName(voice.resolver, voice.kind);
          const bool right = studied.right[i] == static_cast<int>(j);
          fired[name] = fired[name] || right;
          Row& row = rows[name];
          if (voice.resolver != "plain" &&
              std::all_of(candidates[j].voices.begin(),
                          candidates[j].voices.end(), [&](const Voice& other) {
                            return other.resolver == voice.resolver ||
                                   other.resolver == "plain";
                          })) {
            ++row.alone;
            row.alone_right += right;
          }
        }
      }
      for (const auto& [name, right] : fired) {
        Row& row = rows[name];
        ++row.regions;
        row.right += right;
        auto& file = row.files[&studied];
        ++file.first;
        file.second += right;
      }
      if (!candidates.empty()) {
        const Voice& voice = candidates[0].voices[0];
        Row& row = rows[MeasuredName(voice.resolver, voice.kind)];
        ++row.first;
        row.first_right += studied.right[i] == 0;
      }
    }
  }
  std::cout << absl::StrFormat("\n%-44s %-16s %-11s %-11s %-11s %s\n",
                               "resolver (kind)", "regions", "files",
                               "no other", "in order", "lower bound");
  for (const auto& [name, row] : rows) {
    int files_right = 0;
    for (const auto& [file, count] : row.files) {
      files_right += count.first == count.second;
    }
    std::cout << absl::StrFormat(
        "%-44s %4d/%4d %.3f  %4d/%4d   %4d/%4d   %4d/%4d   %.3f\n", name,
        row.right, row.regions, 1.0 * row.right / std::max(row.regions, 1),
        files_right, row.files.size(), row.alone_right, row.alone,
        row.first_right, row.first, LowerBound({row.regions, row.right}));
  }
}

void PrintTimes(const std::vector<StudiedCase>& cases) {
  for (const bool with : {false, true}) {
    std::vector<double> seconds;
    std::vector<double> reading;
    for (const StudiedCase& studied : cases) {
      if (studied.has_histories != with) continue;
      seconds.push_back(studied.seconds);
      reading.push_back(studied.history_seconds);
    }
    if (seconds.empty()) continue;
    std::sort(seconds.begin(), seconds.end());
    std::sort(reading.begin(), reading.end());
    std::cout << absl::StrFormat(
        "%s histories: %d files, median %.1f ms, slowest %.0f ms; reading them "
        "median %.1f ms, slowest %.0f ms\n",
        with ? "with" : "without", seconds.size(),
        seconds[seconds.size() / 2] * 1e3, seconds.back() * 1e3,
        reading[reading.size() / 2] * 1e3, reading.back() * 1e3);
  }
}

void PrintCalibration(const std::vector<StudiedCase>& cases,
                      const std::vector<Measured>& by_fold) {
  constexpr double kEdges[] = {0,  .02, .1, .2, .3,  .4,  .5,
                               .6, .7,  .8, .9, .95, .97, 1.01};
  constexpr std::size_t kBins = std::size(kEdges) - 1;
  int count[kBins] = {}, right[kBins] = {}, best[kBins] = {},
      best_right[kBins] = {};
  double sum[kBins] = {};
  for (const StudiedCase& studied : cases) {
    const Measured& measured = by_fold[FoldOf(studied.given, kFolds)];
    for (std::size_t i = 0; i < studied.regions.size(); ++i) {
      if (!studied.truth[i] || studied.regions[i].candidates.empty()) continue;
      const std::vector<double> chances =
          Chances(studied.regions[i].features, measured.weights);
      const std::size_t top =
          std::max_element(chances.begin(), chances.end()) - chances.begin();
      for (std::size_t j = 0; j < chances.size(); ++j) {
        std::size_t bin = 0;
        while (chances[j] >= kEdges[bin + 1]) ++bin;
        const bool is_right = studied.right[i] == static_cast<int>(j);
        ++count[bin];
        right[bin] += is_right;
        sum[bin] += chances[j];
        best[bin] += j == top;
        best_right[bin] += j == top && is_right;
      }
    }
  }
  std::cout << "\nsays          proposals  mean  were right | best proposals  "
               "were right\n";
  for (std::size_t bin = 0; bin < kBins; ++bin) {
    if (count[bin] == 0) continue;
    std::cout << absl::StrFormat(
        "%.2f to %.2f  %6d  %.3f  %.3f | %6d  %.3f\n", kEdges[bin],
        std::min(1.0, kEdges[bin + 1]), count[bin], sum[bin] / count[bin],
        1.0 * right[bin] / count[bin], best[bin],
        best[bin] ? 1.0 * best_right[bin] / best[bin] : 0.0);
  }
}

std::string KindOf(const StudiedCase& studied) { return studied.given.kind; }

int Main(const Arguments& arguments) {
  Repositories repositories;
  for (const std::string& folder : arguments.git_dirs) {
    auto repository = GitRepository::Open(folder);
    if (!repository.ok()) {
      std::cerr << repository.status().message() << "\n";
      return 2;
    }
    repositories.push_back(*std::move(repository));
  }
  std::vector<StudiedCase> cases;
  int missing = 0;
  for (const std::string& file : arguments.cases) {
    auto given = ReadMergeCases(file, repositories, &missing);
    if (!given.ok()) {
      std::cerr << given.status().message() << "\n";
      return 2;
    }
    for (MergeCase& one : *given) {
      cases.push_back(
          Study(std::move(one), repositories, arguments.with_histories));
    }
  }
  std::cout << cases.size() << " cases, " << missing
            << " left out since the repositories lack them\n";
  int regions = 0, known = 0;
  for (const auto& studied : cases) {
    regions += studied.regions.size();
    for (const auto& truth : studied.truth) known += truth.has_value();
  }
  std::cout << regions << " conflicts, of " << known
            << " it is known what became of them\n";
  PrintTimes(cases);
  PrintResolvers(cases);

  const std::vector<Measured> by_fold = CrossValidate(cases, kFolds);
  std::map<std::string, std::vector<const StudiedCase*>> by_kind;
  for (const auto& studied : cases)
    by_kind[KindOf(studied)].push_back(&studied);
  for (const auto& [kind, list] : by_kind) {
    std::vector<const Measured*> built_in(list.size(), &MeasuredOnMerges());
    PrintScores(kind + ", as built in", list, built_in);
    std::vector<const Measured*> unseen;
    for (const StudiedCase* one : list) {
      unseen.push_back(&by_fold[FoldOf(one->given, kFolds)]);
    }
    PrintScores(kind + ", as if unseen", list, unseen);
  }
  PrintCalibration(cases, by_fold);
  if (!arguments.rows.empty()) {
    std::ofstream rows(arguments.rows);
    for (const StudiedCase& studied : cases) {
      const Measured& measured = by_fold[FoldOf(studied.given, kFolds)];
      const Outcome safe = OutcomeOf(studied, measured, AutoMode::kSafe);
      const Outcome best = OutcomeOf(studied, measured, AutoMode::kPropose);
      const auto word = [](const Outcome& outcome) {
        return !outcome.resolved ? "open" : outcome.exact ? "exact" : "wrong";
      };
      rows << studied.given.kind << '\t' << studied.given.commit << '\t'
           << studied.given.path << '\t' << studied.regions.size() << '\t'
           << word(safe) << '\t' << word(best) << '\t'
           << ExactAmongFirst(studied, measured, 3);
      for (std::size_t i = 0; i < studied.right.size(); ++i) {
        const int right = studied.right[i];
        rows << '\t'
             << studied.merge.met[studied.regions[i].region].ours.begin + 1
             << ':';
        if (!studied.truth[i]) {
          rows << '?';
        } else if (right < 0) {
          rows << "none";
        } else {
          const char* comma = "";
          for (const Voice& voice :
               studied.regions[i].candidates[right].voices) {
            rows << comma << MeasuredName(voice.resolver, voice.kind);
            comma = ", ";
          }
        }
        const auto chances =
            Chances(studied.regions[i].features, measured.weights);
        if (!chances.empty()) {
          const auto top = std::max_element(chances.begin(), chances.end()) -
                           chances.begin();
          rows << (top == right ? " OK " : " WRONG ")
               << absl::StrFormat("%.2f ", chances[top]);
          if (top != right)
            for (const Voice& voice : studied.regions[i].candidates[top].voices)
              rows << "<" << MeasuredName(voice.resolver, voice.kind) << ">";
        }
      }
      rows << '\n';
    }
  }
  return 0;
}

}  // namespace
}  // namespace patchgraph

int main(int argc, char** argv) {
  patchgraph::Arguments arguments;
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    if (word == "--without-histories") {
      arguments.with_histories = false;
    } else if (word.rfind("--", 0) == 0 && i + 1 < argc) {
      const std::string value = argv[++i];
      if (word == "--git-dir") {
        arguments.git_dirs.push_back(value);
      } else if (word == "--rows") {
        arguments.rows = value;
      } else if (word == "--write") {
        arguments.write = value;
      } else {
        std::cerr << "score_resolvers: unknown option " << word << "\n";
        return 2;
      }
    } else {
      arguments.cases.push_back(word);
    }
  }
  return patchgraph::Main(arguments);
}
