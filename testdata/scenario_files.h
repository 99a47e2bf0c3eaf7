// The scenarios that there are, as files.

#ifndef PATCHGRAPH_TESTDATA_SCENARIO_FILES_H_
#define PATCHGRAPH_TESTDATA_SCENARIO_FILES_H_

#include <string>
#include <vector>

namespace patchgraph {

// The folder of all scenarios: PATCHGRAPH_SCENARIOS, or else among the files
// that Bazel hands to a test.
std::string ScenarioRoot();

// Their names, sorted.
std::vector<std::string> ScenarioNames(const std::string& root);

// The expected*.json files of a scenario, sorted: names inside its folder.
std::vector<std::string> ExpectedJsonFiles(const std::string& folder);

// The bytes of a file; empty if it is not there.
std::string ReadFileOrEmpty(const std::string& path);

}  // namespace patchgraph

#endif  // PATCHGRAPH_TESTDATA_SCENARIO_FILES_H_
