// The option that says where runs and baselines are kept.

#ifndef PATCHGRAPH_CLI_DB_OPTION_H_
#define PATCHGRAPH_CLI_DB_OPTION_H_

#include <string>

#include "CLI/CLI.hpp"

namespace patchgraph {

// --db, with its help. What it means is in db_place.h.
void AddDbOption(CLI::App* parser, std::string* given);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_DB_OPTION_H_
