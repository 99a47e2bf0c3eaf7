// Text as a word of a shell's command line.

#ifndef PATCHGRAPH_CLI_REPORT_SHELL_WORD_H_
#define PATCHGRAPH_CLI_REPORT_SHELL_WORD_H_

#include <string>

namespace patchgraph {

// In single quotes where a shell would take it for more than one word, or for
// anything but itself.
std::string ShellWord(const std::string& word);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_REPORT_SHELL_WORD_H_
