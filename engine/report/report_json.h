// A report as JSON.

#ifndef PATCHGRAPH_ENGINE_REPORT_REPORT_JSON_H_
#define PATCHGRAPH_ENGINE_REPORT_REPORT_JSON_H_

#include <string>

#include "google/protobuf/message.h"

namespace patchgraph {

// `message` as JSON: fields under their proto names in the schema's order, two
// spaces a level, a line feed at the end. Every number, text, flag and list is
// printed, empty or not; a message inside, and a field marked `optional`, only
// where it is set. Text has to be UTF-8. The same message gives the same bytes.
//
// protobuf's own printer indents by one space and writes "<" as "\u003c", which
// makes patches hard to read.
std::string ToJson(const google::protobuf::Message& message);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REPORT_REPORT_JSON_H_
