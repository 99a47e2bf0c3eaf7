// A report as the bytes that are kept of it, and back.

#ifndef PATCHGRAPH_PATCHDB_STORED_REPORT_H_
#define PATCHGRAPH_PATCHDB_STORED_REPORT_H_

#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "engine/report/maintainability/report.pb.h"

namespace patchgraph {

// The serialized message, as gzip packs it. The same report gives the same
// bytes.
std::string EncodeReport(const MaintainabilityReport& report);

// nullopt for bytes that are no such thing, or are cut off.
absl::optional<MaintainabilityReport> DecodeReport(absl::string_view bytes);

}  // namespace patchgraph

#endif  // PATCHGRAPH_PATCHDB_STORED_REPORT_H_
