// What is measured of the resolvers, as Markdown tables.

#ifndef PATCHGRAPH_TESTDATA_BENCH_SCORE_TABLES_H_
#define PATCHGRAPH_TESTDATA_BENCH_SCORE_TABLES_H_

#include <string>

#include "absl/types/span.h"
#include "engine/resolve/measured.h"
#include "testdata/bench/calibration.h"
#include "testdata/bench/studied_case.h"

namespace patchgraph {

// For each kind of case: files resolved and exact in each AutoMode, and how
// often one of the first three texts is exact, with what is built in.
std::string BuiltInScores(absl::Span<const StudiedCase> cases,
                          bool with_histories);

// The same as if each case had not been seen; what a confidence is worth; and
// each resolver's counts.
std::string AllTables(absl::Span<const StudiedCase> cases,
                      const Calibration& calibration);

// Seconds a file, in a sentence.
std::string TimesOf(absl::Span<const StudiedCase> cases);

// A line for each case, its columns between tabs: kind, commit, path,
// conflicts, what becomes of it in safe and in propose mode, which of the first
// three texts is exact (-1: none), and a column for each conflict: its line,
// who is right, and who is proposed with what chance where that is wrong.
std::string CaseRows(absl::Span<const StudiedCase> cases,
                     const Calibration& calibration);

}  // namespace patchgraph

#endif  // PATCHGRAPH_TESTDATA_BENCH_SCORE_TABLES_H_
