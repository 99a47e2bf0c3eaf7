#include "testdata/bench/score_tables.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "engine/resolve/candidates.h"
#include "engine/resolve/measured.h"
#include "engine/resolve/ranking.h"
#include "engine/resolve/resolve_file.h"
#include "testdata/bench/calibration.h"
#include "testdata/bench/studied_case.h"

namespace patchgraph {
namespace {

double Share(double part, double whole) {
  return whole == 0 ? 0 : part / whole;
}

struct Totals {
  int cases = 0;
  int resolved[3] = {};  // by AutoMode
  int exact[3] = {};
  int first_three = 0;
};

void Add(const StudiedCase& studied, const Measured& measured, Totals* totals) {
  ++totals->cases;
  for (AutoMode mode : {AutoMode::kOff, AutoMode::kSafe, AutoMode::kPropose}) {
    const Outcome outcome = OutcomeOf(studied, measured, mode);
    totals->resolved[static_cast<int>(mode)] += outcome.resolved;
    totals->exact[static_cast<int>(mode)] += outcome.exact;
  }
  totals->first_three += ExactAmongFirst(studied, measured, 3) >= 0;
}

std::string InTable(const std::map<std::string, Totals>& by_kind) {
  std::string out =
      "| cases | | resolved | exact | wrong | precision | of all cases |\n"
      "|---|---|---|---|---|---|---|\n";
  constexpr absl::string_view kModes[] = {"clean already", "safe", "propose"};
  for (const auto& [kind, totals] : by_kind) {
    for (int i = 0; i < 3; ++i) {
      absl::StrAppendFormat(
          &out, "| %s, %d | %s | %d | %d | %d | %.3f | %.3f |\n", kind,
          totals.cases, kModes[i], totals.resolved[i], totals.exact[i],
          totals.resolved[i] - totals.exact[i],
          Share(totals.exact[i], totals.resolved[i]),
          Share(totals.exact[i], totals.cases));
    }
    absl::StrAppendFormat(
        &out, "| %s, %d | one of the first three | | %d | | | %.3f |\n", kind,
        totals.cases, totals.first_three,
        Share(totals.first_three, totals.cases));
  }
  return out;
}

std::string VoicesOf(const Candidate& candidate) {
  return absl::StrJoin(
      candidate.voices, ", ", [](std::string* out, const Voice& voice) {
        absl::StrAppend(out, MeasuredName(voice.resolver, voice.kind));
      });
}

std::string RowOfConflict(const StudiedCase& studied, std::size_t index,
                          const Measured& measured) {
  const RegionCandidates& region = studied.regions[index];
  const int right = studied.right[index];
  std::string out =
      absl::StrCat(studied.merge.met[region.region].ours.begin + 1, ": ");
  if (!studied.truth[index]) {
    absl::StrAppend(&out, "not known");
  } else if (right < 0) {
    absl::StrAppend(&out, "none");
  } else {
    absl::StrAppend(&out, VoicesOf(region.candidates[right]));
  }
  const std::vector<double> chances =
      Chances(region.features, measured.weights);
  if (chances.empty()) return out;
  const auto best = std::max_element(chances.begin(), chances.end());
  const int place = static_cast<int>(best - chances.begin());
  absl::StrAppendFormat(&out, "; proposed with %.2f", *best);
  if (place != right) {
    absl::StrAppend(&out, ": ", VoicesOf(region.candidates[place]));
  }
  return out;
}

absl::string_view WordFor(const Outcome& outcome) {
  return !outcome.resolved ? "open" : outcome.exact ? "exact" : "wrong";
}

std::string Sizes(absl::Span<const StudiedCase> cases) {
  int conflicts = 0;
  int known = 0;
  int possible = 0;
  for (const StudiedCase& studied : cases) {
    for (std::size_t i = 0; i < studied.regions.size(); ++i) {
      ++conflicts;
      known += studied.truth[i].has_value();
      possible += studied.right[i] >= 0;
    }
  }
  return absl::StrFormat(
      "%d files with %d conflicts. What became of it is known of %d; %d times "
      "it is among the candidates.\n",
      cases.size(), conflicts, known, possible);
}

std::string UnseenScores(absl::Span<const StudiedCase> cases,
                         const Calibration& calibration) {
  std::map<std::string, Totals> by_kind;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    Add(cases[i], calibration.Unseen(i), &by_kind[cases[i].given.kind]);
  }
  return InTable(by_kind);
}

std::string CalibrationTable(absl::Span<const StudiedCase> cases,
                             const Calibration& calibration) {
  constexpr double kEdges[] = {0,   0.1, 0.2, 0.3,  0.4,  0.5, 0.6,
                               0.7, 0.8, 0.9, 0.95, 0.97, 1};
  constexpr std::size_t kBins = std::size(kEdges) - 1;
  struct Bin {
    int conflicts = 0;
    int right = 0;
    double chances = 0;
    std::map<const StudiedCase*, std::pair<int, int>> files;
  };
  std::vector<Bin> bins(kBins);
  for (const BestProposal& best : UnseenBest(cases, calibration)) {
    std::size_t bin = 0;
    while (bin + 1 < kBins && best.chance >= kEdges[bin + 1]) ++bin;
    ++bins[bin].conflicts;
    bins[bin].right += best.right;
    bins[bin].chances += best.chance;
    auto& file = bins[bin].files[best.studied];
    ++file.first;
    file.second += best.right;
  }
  std::string out =
      "| says | on average | conflicts | were right | files | were right |\n"
      "|---|---|---|---|---|---|\n";
  for (std::size_t i = 0; i < kBins; ++i) {
    const Bin& bin = bins[i];
    if (bin.conflicts == 0) continue;
    double right = 0;
    for (const auto& [file, count] : bin.files) {
      right += Share(count.second, count.first);
    }
    absl::StrAppendFormat(&out,
                          "| %.2f to %.2f | %.3f | %d | %.3f | %d | %.3f |\n",
                          kEdges[i], kEdges[i + 1], bin.chances / bin.conflicts,
                          bin.conflicts, Share(bin.right, bin.conflicts),
                          bin.files.size(), Share(right, bin.files.size()));
  }
  return out;
}

std::string ResolverTable(const Measured& measured) {
  std::string out =
      "| resolver (kind) | conflicts | right | files | right | share | at "
      "least |\n|---|---|---|---|---|---|---|\n";
  for (const auto& [name, count] : measured.counts) {
    absl::StrAppendFormat(
        &out, "| %s | %d | %d | %.0f | %.1f | %.3f | %.3f |\n", name,
        count.conflicts, count.conflicts_right, count.files, count.files_right,
        Share(count.files_right, count.files),
        LowerBound(count.files, count.files_right));
  }
  return out;
}

}  // namespace

std::string BuiltInScores(absl::Span<const StudiedCase> cases,
                          bool with_histories) {
  std::map<std::string, Totals> by_kind;
  for (const StudiedCase& studied : cases) {
    Add(studied, BuiltInMeasured(with_histories), &by_kind[studied.given.kind]);
  }
  return InTable(by_kind);
}

std::string AllTables(absl::Span<const StudiedCase> cases,
                      const Calibration& calibration) {
  return absl::StrCat(
      Sizes(cases), "\nFiles, each as if it had not been seen:\n\n",
      UnseenScores(cases, calibration),
      "\nWhat a confidence is worth, of best proposals for conflicts that had "
      "not been seen:\n\n",
      CalibrationTable(cases, calibration),
      absl::StrFormat("\nFrom %.3f on a proposal is applied; from %.1f on one "
                      "to which one of these came: %s.\n\n",
                      calibration.measured.apply_from, kSureFrom,
                      absl::StrJoin(calibration.measured.sure, ", ")),
      "Resolvers:\n\n", ResolverTable(calibration.measured));
}

std::string TimesOf(absl::Span<const StudiedCase> cases) {
  std::vector<double> resolving;
  std::vector<double> reading;
  for (const StudiedCase& studied : cases) {
    resolving.push_back(studied.seconds * 1e3);
    reading.push_back(studied.history_seconds * 1e3);
  }
  if (cases.empty()) return "";
  std::sort(resolving.begin(), resolving.end());
  std::sort(reading.begin(), reading.end());
  return absl::StrFormat(
      "%d files: median %.1f ms, slowest %.0f ms; to read their histories, "
      "median %.1f ms, slowest %.0f ms.\n",
      cases.size(), resolving[resolving.size() / 2], resolving.back(),
      reading[reading.size() / 2], reading.back());
}

std::string CaseRows(absl::Span<const StudiedCase> cases,
                     const Calibration& calibration) {
  std::string out;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    const StudiedCase& studied = cases[i];
    const Measured& measured = calibration.Unseen(i);
    absl::StrAppend(&out, studied.given.kind, "\t", studied.given.commit, "\t",
                    studied.given.path, "\t", studied.regions.size(), "\t",
                    WordFor(OutcomeOf(studied, measured, AutoMode::kSafe)),
                    "\t",
                    WordFor(OutcomeOf(studied, measured, AutoMode::kPropose)),
                    "\t", ExactAmongFirst(studied, measured, 3));
    for (std::size_t j = 0; j < studied.regions.size(); ++j) {
      absl::StrAppend(&out, "\t", RowOfConflict(studied, j, measured));
    }
    absl::StrAppend(&out, "\n");
  }
  return out;
}

}  // namespace patchgraph
