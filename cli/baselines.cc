#include "cli/baselines.h"

#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "engine/report/utf8.h"
#include "engine/text/nearest_name.h"
#include "patchdb/baseline.h"
#include "patchdb/baseline_store.h"

namespace patchgraph {
namespace {

Baseline BaselineOf(const CheckReport& report) {
  Baseline baseline;
  baseline.onto = report.onto();
  for (const ConflictReport& conflict : report.conflicts()) {
    baseline.conflicts.push_back({conflict.stack(), conflict.where(),
                                  conflict.kind(), conflict.path(),
                                  conflict.patch()});
  }
  for (const CollisionReport& collision : report.between().collisions()) {
    if (collision.kind() == "same") continue;
    baseline.conflicts.push_back(
        {absl::StrCat(collision.a().stack(), " and ", collision.b().stack()),
         "between", collision.kind(), collision.path(),
         absl::StrCat(collision.a().hunks(0).patch(), " and ",
                      collision.b().hunks(0).patch())});
  }
  return baseline;
}

void FillName(const KnownConflict& conflict, ConflictName* name) {
  name->set_stack(conflict.stack);
  name->set_where(conflict.where);
  name->set_kind(conflict.kind);
  name->set_path(conflict.path);
  name->set_patch(conflict.patch);
}

absl::Status CompareWith(const std::string& name, const std::string& file,
                         CheckReport* report) {
  const absl::StatusOr<BaselineStore> store = BaselineStore::Open(file);
  if (!store.ok()) return store.status();
  const absl::StatusOr<Baseline> before = store->Load(name);
  if (absl::IsNotFound(before.status())) {
    const absl::StatusOr<std::vector<std::string>> names = store->Names();
    if (!names.ok()) return names.status();
    return absl::NotFoundError(
        absl::StrCat(before.status().message(), DidYouMean(name, *names)));
  }
  if (!before.ok()) return before.status();
  const BaselineChange change = Compare(*before, BaselineOf(*report));
  SinceReport* since = report->mutable_since();
  since->set_name(ValidUtf8(name));
  since->set_onto(before->onto);
  for (const KnownConflict& conflict : change.added) {
    FillName(conflict, since->add_added());
  }
  for (const KnownConflict& conflict : change.gone) {
    FillName(conflict, since->add_gone());
  }
  return absl::OkStatus();
}

absl::Status Keep(const std::string& name, const std::string& file,
                  const CheckReport& report) {
  absl::StatusOr<BaselineStore> store = BaselineStore::OpenOrMake(file);
  if (!store.ok()) return store.status();
  Baseline baseline = BaselineOf(report);
  baseline.name = name;
  return store->Save(baseline);
}

}  // namespace

absl::Status UseBaselines(const CheckArguments& arguments,
                          const CliStreams& streams, const DbPlaceHints& hints,
                          CheckReport* report) {
  if (arguments.save.empty() && arguments.against.empty()) {
    return absl::OkStatus();
  }
  const auto place = DbPlace(hints, streams);
  if (!place.ok()) return place.status();
  if (!arguments.against.empty()) {
    absl::Status status = CompareWith(arguments.against, *place, report);
    if (!status.ok()) return status;
  }
  if (arguments.save.empty()) return absl::OkStatus();
  return Keep(arguments.save, *place, *report);
}

}  // namespace patchgraph
