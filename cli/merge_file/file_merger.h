// The merge of three texts with all that is known of where they are from.

#ifndef PATCHGRAPH_CLI_MERGE_FILE_FILE_MERGER_H_
#define PATCHGRAPH_CLI_MERGE_FILE_FILE_MERGER_H_

#include <string>
#include <vector>

#include "absl/types/optional.h"
#include "cli/merge_file/input_texts.h"
#include "cli/merge_file/merge_file_arguments.h"
#include "cli/streams.h"
#include "engine/report/merge_file/merge_file.pb.h"

namespace patchgraph {

struct MergedFile {
  // Unset of a binary file: it is left alone.
  absl::optional<std::string> text;
  // The likeliest texts of the whole file, the best first; where nothing is in
  // conflict, the text.
  std::vector<std::string> likeliest;
  MergeFileReport report;
};

// Reads from git what it needs, and writes nothing but to a person who is
// asked.
MergedFile MergeInputs(const InputTexts& texts,
                       const MergeFileArguments& arguments,
                       const CliStreams& streams);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_MERGE_FILE_FILE_MERGER_H_
