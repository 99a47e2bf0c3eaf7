// What the tests of patchdb share: a database in a file and in PostgreSQL, and
// reports to keep there.

#ifndef PATCHGRAPH_PATCHDB_PATCHDB_FIXTURE_H_
#define PATCHGRAPH_PATCHDB_PATCHDB_FIXTURE_H_

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/report/maintainability/report.pb.h"
#include "gtest/gtest.h"
#include "patchdb/open_patchdb.h"
#include "patchdb/run_store.h"
#include "patchdb/test_postgres.h"

namespace patchgraph {

// A report of `conflicts` conflicts, with a finding each.
inline MaintainabilityReport ReportOf(
    int conflicts, const std::string& made_at = "2006-09-01T10:00:00Z") {
  MaintainabilityReport report;
  report.set_title("edgy");
  report.set_version("0.1");
  report.set_made_at(made_at);
  report.set_onto("v2.6.17");
  report.set_onto_id("4ec9");
  report.mutable_judgement()->set_answer("carry switched off");
  report.add_left_out("no history, so no forecast");
  Figure* figure = report.add_figures();
  figure->set_name("conflicts");
  figure->set_stack("xen");
  figure->set_value(conflicts);
  figure->set_unit("conflicts");
  figure = report.add_figures();
  figure->set_name("hours-once");
  figure->set_flavour("server");
  figure->set_value(7.25);
  figure->mutable_range()->set_low(0);
  figure->mutable_range()->set_high(31.5);
  figure->mutable_range()->set_coverage(0.8);
  for (int i = 0; i < conflicts; ++i) {
    Finding* finding = report.add_findings();
    finding->set_kind("conflict");
    finding->set_stack("xen");
    finding->set_path("kernel/timer.c");
    finding->set_line(i + 1);
    finding->set_message("both sides change \"wait\"; <b>see</b> it");
    finding->set_fingerprint(absl::StrCat("print-", i));
  }
  return report;
}

// Each test has a place of its own, where there is nothing.
class PatchdbTest : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    if (IsPostgres()) {
      server_ = TestPostgres::Shared();
      if (server_ == nullptr) GTEST_SKIP() << "PostgreSQL is not installed";
    }
    place_ = NewPlace();
  }

  static bool IsPostgres() { return GetParam() == std::string("postgres"); }

  // A further one.
  std::string NewPlace() {
    static int places = 0;
    database_ = absl::StrCat("place-", ++places);
    if (IsPostgres()) return server_->MakeDatabase(database_);
    const std::string folder = absl::StrCat(testing::TempDir(), "/", database_);
    std::filesystem::remove_all(folder);
    return absl::StrCat(folder, "/patchgraph.db");
  }

  // Null where it cannot be opened: the test has failed then.
  static std::shared_ptr<SqlDatabase> OpenToWrite(const std::string& place) {
    auto database = OpenOrMakePatchdb(place);
    EXPECT_TRUE(database.ok()) << database.status();
    return database.ok() ? *database : nullptr;
  }

  RunStore Store() { return RunStore(OpenToWrite(place_)); }

  // Runs SQL behind a store's back.
  void Tamper(const std::string& sql) {
    const auto database = OpenPatchdb(place_);
    ASSERT_TRUE(database.ok()) << database.status();
    const absl::Status status = (*database)->Execute(sql);
    EXPECT_TRUE(status.ok()) << status;
  }

  // The place as messages show it.
  std::string Shown() { return ShownPlace(place_); }

  std::string place_;
  std::string database_;  // its name in the server
  TestPostgres* server_ = nullptr;
};

// Somebody else does something between two questions to `database`: before the
// one number `question`, from 1.
class InterruptedDatabase : public SqlDatabase {
 public:
  InterruptedDatabase(std::shared_ptr<SqlDatabase> database, int question,
                      std::function<void()> interruption)
      : database_(std::move(database)),
        question_(question),
        interruption_(std::move(interruption)) {}

  const std::string& name() const override { return database_->name(); }
  absl::Status Query(absl::string_view sql, absl::Span<const SqlValue> values,
                     absl::FunctionRef<void(const SqlRow&)> each) override {
    if (--question_ == 0) interruption_();
    return database_->Query(sql, values, each);
  }
  absl::Status Insert(absl::string_view table,
                      absl::Span<const std::vector<SqlValue>> rows) override {
    return database_->Insert(table, rows);
  }
  absl::Status Begin() override { return database_->Begin(); }
  absl::Status Commit() override { return database_->Commit(); }
  void Rollback() override { database_->Rollback(); }
  absl::StatusOr<int64_t> Version() override { return database_->Version(); }
  absl::StatusOr<int64_t> Size() override { return database_->Size(); }
  absl::Status Verify() override { return database_->Verify(); }
  absl::Status Compact() override { return database_->Compact(); }

 private:
  std::shared_ptr<SqlDatabase> database_;
  int question_;
  std::function<void()> interruption_;
};

inline std::string PlaceName(const testing::TestParamInfo<const char*>& place) {
  return place.param;
}

}  // namespace patchgraph

#endif  // PATCHGRAPH_PATCHDB_PATCHDB_FIXTURE_H_
