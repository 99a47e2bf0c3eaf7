// Conflicts that are left, shown to a person one after the other with what
// could take their place: one key accepts.

#ifndef PATCHGRAPH_CLI_MERGE_FILE_ASK_PERSON_H_
#define PATCHGRAPH_CLI_MERGE_FILE_ASK_PERSON_H_

#include <istream>
#include <ostream>
#include <string>

#include "absl/functional/function_ref.h"
#include "engine/resolve/resolve_file.h"
#include "engine/text/merge.h"

namespace patchgraph {

// The next key that was pressed; '\0' where no more will come.
using NextKey = absl::FunctionRef<char()>;

// What is accepted becomes the first proposal of its region, and applied;
// `resolved->text` stays as it was. `name` is what the file goes by.
void AskPerson(const FileMerge& merge, const std::string& name, NextKey key,
               std::ostream& out, ResolvedFile* resolved);

// From a terminal, without a return key; else the first letter of each line.
char KeyFromStandardInput();

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_MERGE_FILE_ASK_PERSON_H_
