// Writes a series as files.

#ifndef PATCHGRAPH_ENGINE_SOURCE_SERIES_WRITER_H_
#define PATCHGRAPH_ENGINE_SOURCE_SERIES_WRITER_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "engine/model/patch.h"

namespace patchgraph {

// The names of the files that WriteSeries makes of the patches, in order, as
// they stand in the series file: each patch's name, with folders in it. Names
// are data: components that lead elsewhere ("..", ".git"), bytes that a series
// file could not hold and names that are taken already give way to others.
std::vector<std::string> SeriesFileNames(const Series& series);

// Writes the patches and a file `series` that lists them, as quilt has them,
// into `folder`: one file a patch, the text that PrintPatch gives. `git am`
// takes the files too, if they are mails.
//
// All or nothing: they are written to a folder beside it, which then takes its
// place. AlreadyExists if `folder` is there and has anything in it, or is no
// folder; nothing is ever overwritten. Folders above it are made.
absl::Status WriteSeries(const Series& series, const std::string& folder);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_SOURCE_SERIES_WRITER_H_
