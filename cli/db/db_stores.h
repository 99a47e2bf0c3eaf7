// What is kept in each place, as `db info` and `db verify` tell it.

#ifndef PATCHGRAPH_CLI_DB_DB_STORES_H_
#define PATCHGRAPH_CLI_DB_DB_STORES_H_

#include <string>

#include "cli/db/db_report.pb.h"
#include "engine/report/text_style.h"

namespace patchgraph {

struct LookOptions {
  bool verify = false;  // all of it is read
  bool list_runs = false;
};

// Opens what is in `place`, and below `git_folder` where that is not empty.
DbReport LookAtStores(const std::string& place, const std::string& git_folder,
                      const LookOptions& options);

// Whether nothing in it is unsound or refused. A cache is thrown away rather
// than mended: it does not count.
bool IsSound(const DbReport& report);

std::string RenderDbReport(const DbReport& report, const TextStyle& style);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_DB_DB_STORES_H_
