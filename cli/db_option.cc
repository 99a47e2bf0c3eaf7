#include "cli/db_option.h"

namespace patchgraph {

void AddDbOption(CLI::App* parser, std::string* given) {
  parser
      ->add_option("--db", *given,
                   "Where runs and baselines are kept: a file, or the\n"
                   "address of a team's database, postgresql://...; else\n"
                   "PATCHGRAPH_DB, the project's `db`, or the git repository")
      ->type_name("PLACE");
}

}  // namespace patchgraph
