// The arguments of `patchgraph db`.

#ifndef PATCHGRAPH_CLI_DB_DB_ARGUMENTS_H_
#define PATCHGRAPH_CLI_DB_DB_ARGUMENTS_H_

#include <string>
#include <vector>

#include "absl/types/optional.h"
#include "cli/streams.h"

namespace patchgraph {

enum class DbAction { kInfo, kVerify, kGc, kExport, kImport, kMigrate };

struct DbArguments {
  DbAction action = DbAction::kInfo;
  std::string database;
  std::string config;
  std::string repository;
  bool json = false;     // info and verify
  bool verbose = false;  // info: each run
  int keep = 10;         // gc: reports of each question
  int older_than = 0;    // gc: days; 0: no run goes
  bool graphs = false;   // gc: all kept graphs go
  bool dry_run = false;  // gc
  std::string file;      // export (empty: standard output) and import
  std::string to;        // migrate; empty: stay where it is
};

// As ParseArguments() in arguments.h.
absl::optional<int> ParseDbArguments(const std::vector<std::string>& arguments,
                                     const CliStreams& streams,
                                     DbArguments* parsed);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_DB_DB_ARGUMENTS_H_
