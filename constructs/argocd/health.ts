/**
 * Health of an approval: what waits is not broken, and the root that waits for it says so. It waits again for another commit,
 * and where other applications or folders come in with the one that was approved.
 */
const WAVE_APPROVAL = `
hs = {}
local status = obj.status or {}
local approved = status.approvedApplications or {}
local isApproved = status.approvedRevision == obj.spec.revision and #approved == #obj.spec.applications
for i, it in ipairs(obj.spec.applications) do
  local seen = approved[i] or {}
  isApproved = isApproved and seen.name == it.name and seen.repository == it.repository and seen.path == it.path
end
if isApproved then
  hs.status = "Healthy"
  hs.message = "approved by " .. (status.approvedBy or "somebody")
else
  hs.status = "Suspended"
  hs.message = obj.spec.revision .. " waits for approval: npx lke-platform approve " .. obj.spec.rollout
end
return hs
`;

/**
 * Health of an Application within its root, without which waves would not wait for each other. One that was just pinned
 * to another commit still tells the health of the one before, and one of which nothing is deployed, or that cannot be
 * rendered, that of nothing, which is good; one that is synced by hand holds up no later wave until
 * somebody syncs it.
 */
const APPLICATION = `
hs = { status = "Progressing", message = "is being deployed" }
local status = obj.status or {}
local source = obj.spec.source or {}
local isByHand = obj.spec.syncPolicy == nil or obj.spec.syncPolicy.automated == nil
local length = #(source.targetRevision or "")
local isPinned = length == 40 or length == 64
local operation = status.operationState or {}
local sync = status.sync or {}
local synced = (operation.syncResult or {}).revision
if isByHand and (status.history == nil or #status.history == 0) then
  hs.status = "Healthy"
  hs.message = "is synced by hand, and was not yet"
  return hs
end
if isPinned and (sync.revision ~= source.targetRevision or sync.status ~= "Synced") then
  local failed = operation.phase == "Failed" or operation.phase == "Error"
  if failed and synced == source.targetRevision then
    hs.status = "Degraded"
  end
  hs.message = operation.message or hs.message
  return hs
end
local isNew = status.history == nil or #status.history == 0
if sync.status == "Unknown" or (isNew and sync.status ~= "Synced") then
  return hs
end
if status.health ~= nil and status.health.status ~= nil then
  hs.status = status.health.status
  hs.message = status.health.message or ""
end
return hs
`;

/** Entries of the ConfigMap `argocd-cm` that the gate of production rests on. */
export const HEALTH_CHECKS: Readonly<Record<string, string>> = {
  'resource.customizations.health.lke-platform.io_WaveApproval': WAVE_APPROVAL.trimStart(),
  'resource.customizations.health.argoproj.io_Application': APPLICATION.trimStart(),
};
