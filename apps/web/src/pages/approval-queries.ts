/** What an act about approvals changes on the pages. */
export const approvalChanges = [['approval'], ['approvals'], ['revisions']] as const;
