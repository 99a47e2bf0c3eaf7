// The address of a PostgreSQL database: what of it people may see.

#ifndef PATCHGRAPH_PATCHDB_POSTGRES_ADDRESS_H_
#define PATCHGRAPH_PATCHDB_POSTGRES_ADDRESS_H_

#include <string>

#include "absl/strings/string_view.h"

namespace patchgraph {

// `address`, "postgresql://user:secret@host/database", without its passwords.
std::string WithoutPassword(absl::string_view address);

// `message`, which libpq said of `address`: it quotes what it does not
// understand, be it a password.
std::string WithoutPasswordOf(absl::string_view address,
                              absl::string_view message);

}  // namespace patchgraph

#endif  // PATCHGRAPH_PATCHDB_POSTGRES_ADDRESS_H_
