// The name under which the program's files know engine/text/nearest_name.h.

#ifndef PATCHGRAPH_CLI_NEAREST_NAME_H_
#define PATCHGRAPH_CLI_NEAREST_NAME_H_

#include "engine/text/nearest_name.h"

#endif  // PATCHGRAPH_CLI_NEAREST_NAME_H_
