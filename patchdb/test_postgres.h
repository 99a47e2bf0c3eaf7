// A PostgreSQL server of a test's own.

#ifndef PATCHGRAPH_PATCHDB_TEST_POSTGRES_H_
#define PATCHGRAPH_PATCHDB_TEST_POSTGRES_H_

#include <sys/types.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace patchgraph {

// Debian's PostgreSQL in a folder of its own, reached by a socket in there
// alone. It ends with this object, or with the process.
class TestPostgres {
 public:
  // NotFound, with a word for people, if it is not installed.
  static absl::StatusOr<std::unique_ptr<TestPostgres>> Start();

  // The one that all tests of a program share; null, after a word on standard
  // error, if PostgreSQL is not installed. A server that is there and does not
  // start ends the program.
  static TestPostgres* Shared();

  TestPostgres(const TestPostgres&) = delete;
  TestPostgres& operator=(const TestPostgres&) = delete;
  ~TestPostgres();

  // Makes an empty database, and answers with its address. Names differ.
  std::string MakeDatabase(absl::string_view name);

  // Sends all connections of a database home, as a server that restarts does.
  void CutConnections(absl::string_view name);

  // Runs SQL behind patchdb's back.
  absl::Status Run(const std::string& address, const std::string& sql);

 private:
  TestPostgres(std::string folder, pid_t server)
      : folder_(std::move(folder)), server_(server) {}

  std::string AddressOf(absl::string_view database) const;

  std::string folder_;
  pid_t server_;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_PATCHDB_TEST_POSTGRES_H_
