using AsiFunctions.Domain.Cases;
using Microsoft.Extensions.Logging;

namespace AsiFunctions.Access;

/// <summary>Who was let in, who granted what to whom: ids only. The events of accounts and invitations are the audit trail of access.</summary>
internal static partial class AccessLog
{
    [LoggerMessage(LogLevel.Error, "Function {Function} declares no audience and is refused to everybody.")]
    public static partial void NoAudience(this ILogger log, string function);

    [LoggerMessage(LogLevel.Information, "Account {Account} does not exist or has ended; the request is refused.")]
    public static partial void NoAccount(this ILogger log, string account);

    [LoggerMessage(LogLevel.Information, "Account {Account} with {Roles} lacks the role; the request is refused.")]
    public static partial void LacksRole(this ILogger log, string account, string roles);

    [LoggerMessage(2001, LogLevel.Information, "Audit: {By} invites to {Organisation} as {Roles}: invitation {Invitation}, round {Round}.")]
    public static partial void Invited(this ILogger log, string by, Organisation organisation, string roles, CaseId invitation, int round);

    [LoggerMessage(2002, LogLevel.Information, "Audit: {By} confirms invitation {Invitation}.")]
    public static partial void Confirmed(this ILogger log, string by, CaseId invitation);

    [LoggerMessage(2003, LogLevel.Information, "Audit: {By} revokes invitation {Invitation}.")]
    public static partial void Revoked(this ILogger log, string by, CaseId invitation);

    [LoggerMessage(2004, LogLevel.Information, "Audit: account {Account} accepts invitation {Invitation} to {Organisation} as {Roles}.")]
    public static partial void Accepted(this ILogger log, string account, CaseId invitation, Organisation organisation, string roles);

    [LoggerMessage(2005, LogLevel.Information, "Audit: {By} gives account {Account} of {Organisation} the roles {Roles}.")]
    public static partial void RolesGiven(this ILogger log, string by, string account, Organisation organisation, string roles);

    [LoggerMessage(2006, LogLevel.Information, "Audit: {By} ends account {Account} of {Organisation}.")]
    public static partial void Ended(this ILogger log, string by, string account, Organisation organisation);

    [LoggerMessage(2007, LogLevel.Information, "Audit: {By} erases the person of account {Account}.")]
    public static partial void Erased(this ILogger log, string by, string account);

    [LoggerMessage(2008, LogLevel.Warning, "Nobody can be invited to {Organisation}: it has no contact.")]
    public static partial void NobodyToInvite(this ILogger log, Organisation organisation);

    [LoggerMessage(LogLevel.Warning, "The message of invitation {Invitation} could not be queued; the sweep does it.")]
    public static partial void NotSentYet(this ILogger log, Exception exception, CaseId invitation);
}
