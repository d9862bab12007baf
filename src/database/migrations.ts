import { CreateTwoFactorResets1795300000000 } from '../../migrations/1795300000000-CreateTwoFactorResets';
import { CreateHolderReplacements1795300001000 } from '../../migrations/1795300001000-CreateHolderReplacements';
import { CreateInvoiceTaxes1795253300000 } from '../../migrations/1795253300000-CreateInvoiceTaxes';
import { FillInvoiceTaxes1795253301000 } from '../../migrations/1795253301000-FillInvoiceTaxes';
import { RememberThatStaffWereToldOfRefunds1795253601000 } from '../../migrations/1795253601000-RememberThatStaffWereToldOfRefunds';
import { CreateGatewayChecks1795253603000 } from '../../migrations/1795253603000-CreateGatewayChecks';
import { CreateGatewayWatermarks1795253604000 } from '../../migrations/1795253604000-CreateGatewayWatermarks';
import { CreateUnknownCharges1795253605000 } from '../../migrations/1795253605000-CreateUnknownCharges';
import { CreateDisputes1795253606000 } from '../../migrations/1795253606000-CreateDisputes';
import { NameRefundsMadeAtTheGateway1795253607000 } from '../../migrations/1795253607000-NameRefundsMadeAtTheGateway';
import { CreatePaymentReturns1795253608000 } from '../../migrations/1795253608000-CreatePaymentReturns';
import { HoldCollectionOfInvoices1795253609000 } from '../../migrations/1795253609000-HoldCollectionOfInvoices';
import { PostCreditAndFees1795253610000 } from '../../migrations/1795253610000-PostCreditAndFees';
import { PlayRefundsOfTheSandbox1795253620000 } from '../../migrations/1795253620000-PlayRefundsOfTheSandbox';
import { CreateSandboxDisputes1795253621000 } from '../../migrations/1795253621000-CreateSandboxDisputes';
import { CreateSandboxEvents1795253622000 } from '../../migrations/1795253622000-CreateSandboxEvents';
import { RenewCardsOfTheSandbox1795253623000 } from '../../migrations/1795253623000-RenewCardsOfTheSandbox';
import { ForgetCardsLater1795253602000 } from '../../migrations/1795253602000-ForgetCardsLater';
import { CreateUnbilledAccounts1795253600000 } from '../../migrations/1795253600000-CreateUnbilledAccounts';
import { CreateUsers1795251600000 } from '../../migrations/1795251600000-CreateUsers';
import { CreateAccounts1795251601000 } from '../../migrations/1795251601000-CreateAccounts';
import { CreateMemberships1795251602000 } from '../../migrations/1795251602000-CreateMemberships';
import { CreateContacts1795251603000 } from '../../migrations/1795251603000-CreateContacts';
import { CreateSessions1795251604000 } from '../../migrations/1795251604000-CreateSessions';
import { CreateProducts1795251605000 } from '../../migrations/1795251605000-CreateProducts';
import { CreateAddOns1795251606000 } from '../../migrations/1795251606000-CreateAddOns';
import { CreatePrices1795251607000 } from '../../migrations/1795251607000-CreatePrices';
import { CreateLicenses1795251608000 } from '../../migrations/1795251608000-CreateLicenses';
import { CreateLicenseAddOns1795251609000 } from '../../migrations/1795251609000-CreateLicenseAddOns';
import { CreateActivations1795251610000 } from '../../migrations/1795251610000-CreateActivations';
import { CreateLeases1795251611000 } from '../../migrations/1795251611000-CreateLeases';
import { CreateLeaseTerms1795251612000 } from '../../migrations/1795251612000-CreateLeaseTerms';
import { CreateLeaseTermAddOns1795251613000 } from '../../migrations/1795251613000-CreateLeaseTermAddOns';
import { CreateInvoices1795251614000 } from '../../migrations/1795251614000-CreateInvoices';
import { CreateInvoiceLines1795251615000 } from '../../migrations/1795251615000-CreateInvoiceLines';
import { CreatePaymentMethods1795251616000 } from '../../migrations/1795251616000-CreatePaymentMethods';
import { CreatePayments1795251617000 } from '../../migrations/1795251617000-CreatePayments';
import { CreatePaymentAllocations1795251618000 } from '../../migrations/1795251618000-CreatePaymentAllocations';
import { CreateIdempotencyKeys1795251619000 } from '../../migrations/1795251619000-CreateIdempotencyKeys';
import { CreateAuditEvents1795251620000 } from '../../migrations/1795251620000-CreateAuditEvents';
import { CreateOutboxMessages1795251621000 } from '../../migrations/1795251621000-CreateOutboxMessages';
import { CreateJobRuns1795251622000 } from '../../migrations/1795251622000-CreateJobRuns';
import { TellWhoseChoiceAPasswordWas1795251623000 } from '../../migrations/1795251623000-TellWhoseChoiceAPasswordWas';
import { RotateSessions1795251624000 } from '../../migrations/1795251624000-RotateSessions';
import { NameTheInvited1795251625000 } from '../../migrations/1795251625000-NameTheInvited';
import { CreateOneTimeLinks1795251626000 } from '../../migrations/1795251626000-CreateOneTimeLinks';
import { CreateTwoFactors1795251627000 } from '../../migrations/1795251627000-CreateTwoFactors';
import { CreateRecoveryCodes1795251628000 } from '../../migrations/1795251628000-CreateRecoveryCodes';
import { CreateAccountTransfers1795251629000 } from '../../migrations/1795251629000-CreateAccountTransfers';
import { CreateApiTokens1795251630000 } from '../../migrations/1795251630000-CreateApiTokens';
import { CreateApiTokenSpending1795251631000 } from '../../migrations/1795251631000-CreateApiTokenSpending';
import { CreateStaffVisits1795251632000 } from '../../migrations/1795251632000-CreateStaffVisits';
import { CreateRateLimits1795251633000 } from '../../migrations/1795251633000-CreateRateLimits';
import { AddFailingToOutboxMessages1795251700000 } from '../../migrations/1795251700000-AddFailingToOutboxMessages';
import { RememberWhatAHolderChose1795251710000 } from '../../migrations/1795251710000-RememberWhatAHolderChose';
import { AddResendingToOutboxMessages1795251720000 } from '../../migrations/1795251720000-AddResendingToOutboxMessages';
import { CreateMailings1795251721000 } from '../../migrations/1795251721000-CreateMailings';
import { CreateMailingRecipients1795251722000 } from '../../migrations/1795251722000-CreateMailingRecipients';
import { CreateInvoiceCounters1795251800000 } from '../../migrations/1795251800000-CreateInvoiceCounters';
import { CountInvoicesSoFar1795251801000 } from '../../migrations/1795251801000-CountInvoicesSoFar';
import { CorrectInvoices1795251802000 } from '../../migrations/1795251802000-CorrectInvoices';
import { CreateLedgerEntries1795251803000 } from '../../migrations/1795251803000-CreateLedgerEntries';
import { KnowCardsAtTheirGateway1795251804000 } from '../../migrations/1795251804000-KnowCardsAtTheirGateway';
import { CreateGatewayCustomers1795251805000 } from '../../migrations/1795251805000-CreateGatewayCustomers';
import { WriteAttemptsDownFirst1795251806000 } from '../../migrations/1795251806000-WriteAttemptsDownFirst';
import { CreateRefunds1795251807000 } from '../../migrations/1795251807000-CreateRefunds';
import { KeepWhomInvoicesWereBilledTo1795251808000 } from '../../migrations/1795251808000-KeepWhomInvoicesWereBilledTo';
import { FillWhomInvoicesWereBilledTo1795251809000 } from '../../migrations/1795251809000-FillWhomInvoicesWereBilledTo';
import { CreateSandboxCustomers1795251820000 } from '../../migrations/1795251820000-CreateSandboxCustomers';
import { CreateSandboxCards1795251821000 } from '../../migrations/1795251821000-CreateSandboxCards';
import { CreateSandboxCharges1795251822000 } from '../../migrations/1795251822000-CreateSandboxCharges';
import { CreateSandboxRefunds1795251823000 } from '../../migrations/1795251823000-CreateSandboxRefunds';
import { AddTermsToActivations1795251830000 } from '../../migrations/1795251830000-AddTermsToActivations';
import { FillTermsOfActivations1795251831000 } from '../../migrations/1795251831000-FillTermsOfActivations';
import { RequireTermsOfActivations1795251832000 } from '../../migrations/1795251832000-RequireTermsOfActivations';
import { CreateActivationAddOns1795251833000 } from '../../migrations/1795251833000-CreateActivationAddOns';
import { FillAddOnsOfActivations1795251834000 } from '../../migrations/1795251834000-FillAddOnsOfActivations';
import { SearchLeases1795251860000 } from '../../migrations/1795251860000-SearchLeases';
import { FindServers1795251861000 } from '../../migrations/1795251861000-FindServers';
import { OrderResoldLicenses1795251850000 } from '../../migrations/1795251850000-OrderResoldLicenses';
import { CreateSupportProducts1795251840000 } from '../../migrations/1795251840000-CreateSupportProducts';
import { PriceSupportAndReinstatement1795251841000 } from '../../migrations/1795251841000-PriceSupportAndReinstatement';
import { CreateCarts1795251842000 } from '../../migrations/1795251842000-CreateCarts';
import { CreateCartLines1795251843000 } from '../../migrations/1795251843000-CreateCartLines';
import { CreateCartLineAddOns1795251844000 } from '../../migrations/1795251844000-CreateCartLineAddOns';
import { CreateGuestCarts1795251845000 } from '../../migrations/1795251845000-CreateGuestCarts';
import { CreateOrders1795251846000 } from '../../migrations/1795251846000-CreateOrders';
import { CreateOrderLines1795251847000 } from '../../migrations/1795251847000-CreateOrderLines';
import { KeepWhatCheckoutNeeds1795251848000 } from '../../migrations/1795251848000-KeepWhatCheckoutNeeds';
import { TieOrderLinesToCarts1795251849000 } from '../../migrations/1795251849000-TieOrderLinesToCarts';
import { CreateBillingMonths1795252030000 } from '../../migrations/1795252030000-CreateBillingMonths';
import { FindStaff1795252000000 } from '../../migrations/1795252000000-FindStaff';
import { KnowWhatAttemptsBroughtAlong1795252002000 } from '../../migrations/1795252002000-KnowWhatAttemptsBroughtAlong';
import { RememberThatStaffWereTold1795252001000 } from '../../migrations/1795252001000-RememberThatStaffWereTold';
import { CreateNumberCounters1795252010000 } from '../../migrations/1795252010000-CreateNumberCounters';
import { CountOrdersSoFar1795252011000 } from '../../migrations/1795252011000-CountOrdersSoFar';
import { AssignWhatIsOrdered1795252020000 } from '../../migrations/1795252020000-AssignWhatIsOrdered';
import { CreateOrderedLicenses1795252012000 } from '../../migrations/1795252012000-CreateOrderedLicenses';
import { TieLicensesToOrders1795252013000 } from '../../migrations/1795252013000-TieLicensesToOrders';
import { ProveEmailsOfAccounts1795252020001 } from '../../migrations/1795252020001-ProveEmailsOfAccounts';
import { LinkToEmailsOfAccounts1795252020002 } from '../../migrations/1795252020002-LinkToEmailsOfAccounts';
import { SearchWhatIsResold1795252020003 } from '../../migrations/1795252020003-SearchWhatIsResold';
import { GiveBackTheDayBefore29February1795253700000 } from '../../migrations/1795253700000-GiveBackTheDayBefore29February';
import { KeepSellersOfInvoices1795253400000 } from '../../migrations/1795253400000-KeepSellersOfInvoices';
import { KeepBuyersOfOrders1795253401000 } from '../../migrations/1795253401000-KeepBuyersOfOrders';
import { FillBuyersOfOrders1795253402000 } from '../../migrations/1795253402000-FillBuyersOfOrders';
import { RequireBuyersOfOrders1795253403000 } from '../../migrations/1795253403000-RequireBuyersOfOrders';
import { KeepWhatBecameOfPayments1795253410000 } from '../../migrations/1795253410000-KeepWhatBecameOfPayments';
import { PayFromCredit1795253411000 } from '../../migrations/1795253411000-PayFromCredit';
import { PostCredit1795253412000 } from '../../migrations/1795253412000-PostCredit';
import { FillWhatWasRefunded1795253413000 } from '../../migrations/1795253413000-FillWhatWasRefunded';
import { PostWhatIsInCredit1795253414000 } from '../../migrations/1795253414000-PostWhatIsInCredit';
import { KeepWhatIsInCredit1795253415000 } from '../../migrations/1795253415000-KeepWhatIsInCredit';
import { AddPricesToAddOnsOfLeases1795253700010 } from '../../migrations/1795253700010-AddPricesToAddOnsOfLeases';
import { FillPricesOfAddOnsOfLeases1795253700011 } from '../../migrations/1795253700011-FillPricesOfAddOnsOfLeases';
import { RequirePricesOfAddOnsOfLeases1795253700012 } from '../../migrations/1795253700012-RequirePricesOfAddOnsOfLeases';
import { CreateFormerTaxFacts1795253700020 } from '../../migrations/1795253700020-CreateFormerTaxFacts';
import { FillFormerTaxFacts1795253700021 } from '../../migrations/1795253700021-FillFormerTaxFacts';
import { AddLeasesToNumberCounters1795253700030 } from '../../migrations/1795253700030-AddLeasesToNumberCounters';
import { CountLeasesSoFar1795253700031 } from '../../migrations/1795253700031-CountLeasesSoFar';
import { ConfirmCardsOfTheSandbox1795253500000 } from '../../migrations/1795253500000-ConfirmCardsOfTheSandbox';
import { ConfirmChargesOfTheSandbox1795253501000 } from '../../migrations/1795253501000-ConfirmChargesOfTheSandbox';
import { DeleteCustomersOfTheSandbox1795253502000 } from '../../migrations/1795253502000-DeleteCustomersOfTheSandbox';
import { WaitForPayers1795253503000 } from '../../migrations/1795253503000-WaitForPayers';
import { TellCardsApart1795253504000 } from '../../migrations/1795253504000-TellCardsApart';
import { CreateGatewayFaults1795253505000 } from '../../migrations/1795253505000-CreateGatewayFaults';
import { SettleRefundsOfTheSandbox1795253710000 } from '../../migrations/1795253710000-SettleRefundsOfTheSandbox';
import { CreateUnsettledEmails1795310000000 } from '../../migrations/1795310000000-CreateUnsettledEmails';
import { RewriteEmails1795310001000 } from '../../migrations/1795310001000-RewriteEmails';
import { RewriteServerNames1795310002000 } from '../../migrations/1795310002000-RewriteServerNames';
import { AddRefusedToOutboxMessages1795310003000 } from '../../migrations/1795310003000-AddRefusedToOutboxMessages';

/** In the order in which they run. A migration is never edited once merged: write the next one. */
export const MIGRATIONS = [
  CreateUsers1795251600000,
  CreateAccounts1795251601000,
  CreateMemberships1795251602000,
  CreateContacts1795251603000,
  CreateSessions1795251604000,
  CreateProducts1795251605000,
  CreateAddOns1795251606000,
  CreatePrices1795251607000,
  CreateLicenses1795251608000,
  CreateLicenseAddOns1795251609000,
  CreateActivations1795251610000,
  CreateLeases1795251611000,
  CreateLeaseTerms1795251612000,
  CreateLeaseTermAddOns1795251613000,
  CreateInvoices1795251614000,
  CreateInvoiceLines1795251615000,
  CreatePaymentMethods1795251616000,
  CreatePayments1795251617000,
  CreatePaymentAllocations1795251618000,
  CreateIdempotencyKeys1795251619000,
  CreateAuditEvents1795251620000,
  CreateOutboxMessages1795251621000,
  CreateJobRuns1795251622000,
  TellWhoseChoiceAPasswordWas1795251623000,
  RotateSessions1795251624000,
  NameTheInvited1795251625000,
  CreateOneTimeLinks1795251626000,
  CreateTwoFactors1795251627000,
  CreateRecoveryCodes1795251628000,
  CreateAccountTransfers1795251629000,
  CreateApiTokens1795251630000,
  CreateApiTokenSpending1795251631000,
  CreateStaffVisits1795251632000,
  CreateRateLimits1795251633000,
  AddFailingToOutboxMessages1795251700000,
  RememberWhatAHolderChose1795251710000,
  AddResendingToOutboxMessages1795251720000,
  CreateMailings1795251721000,
  CreateMailingRecipients1795251722000,
  CreateInvoiceCounters1795251800000,
  CountInvoicesSoFar1795251801000,
  CorrectInvoices1795251802000,
  CreateLedgerEntries1795251803000,
  KnowCardsAtTheirGateway1795251804000,
  CreateGatewayCustomers1795251805000,
  WriteAttemptsDownFirst1795251806000,
  CreateRefunds1795251807000,
  KeepWhomInvoicesWereBilledTo1795251808000,
  FillWhomInvoicesWereBilledTo1795251809000,
  CreateSandboxCustomers1795251820000,
  CreateSandboxCards1795251821000,
  CreateSandboxCharges1795251822000,
  CreateSandboxRefunds1795251823000,
  AddTermsToActivations1795251830000,
  FillTermsOfActivations1795251831000,
  RequireTermsOfActivations1795251832000,
  CreateActivationAddOns1795251833000,
  FillAddOnsOfActivations1795251834000,
  SearchLeases1795251860000,
  FindServers1795251861000,
  OrderResoldLicenses1795251850000,
  CreateSupportProducts1795251840000,
  PriceSupportAndReinstatement1795251841000,
  CreateCarts1795251842000,
  CreateCartLines1795251843000,
  CreateCartLineAddOns1795251844000,
  CreateGuestCarts1795251845000,
  CreateOrders1795251846000,
  CreateOrderLines1795251847000,
  KeepWhatCheckoutNeeds1795251848000,
  TieOrderLinesToCarts1795251849000,
  CreateBillingMonths1795252030000,
  CreateInvoiceTaxes1795253300000,
  FillInvoiceTaxes1795253301000,
  CreateUnbilledAccounts1795253600000,
  RememberThatStaffWereToldOfRefunds1795253601000,
  ForgetCardsLater1795253602000,
  CreateGatewayChecks1795253603000,
  CreateGatewayWatermarks1795253604000,
  CreateUnknownCharges1795253605000,
  CreateDisputes1795253606000,
  NameRefundsMadeAtTheGateway1795253607000,
  CreatePaymentReturns1795253608000,
  HoldCollectionOfInvoices1795253609000,
  PostCreditAndFees1795253610000,
  PlayRefundsOfTheSandbox1795253620000,
  CreateSandboxDisputes1795253621000,
  CreateSandboxEvents1795253622000,
  RenewCardsOfTheSandbox1795253623000,
  FindStaff1795252000000,
  RememberThatStaffWereTold1795252001000,
  KnowWhatAttemptsBroughtAlong1795252002000,
  CreateNumberCounters1795252010000,
  CountOrdersSoFar1795252011000,
  AssignWhatIsOrdered1795252020000,
  CreateOrderedLicenses1795252012000,
  TieLicensesToOrders1795252013000,
  ProveEmailsOfAccounts1795252020001,
  LinkToEmailsOfAccounts1795252020002,
  SearchWhatIsResold1795252020003,
  GiveBackTheDayBefore29February1795253700000,
  KeepSellersOfInvoices1795253400000,
  KeepBuyersOfOrders1795253401000,
  FillBuyersOfOrders1795253402000,
  RequireBuyersOfOrders1795253403000,
  KeepWhatBecameOfPayments1795253410000,
  PayFromCredit1795253411000,
  PostCredit1795253412000,
  FillWhatWasRefunded1795253413000,
  PostWhatIsInCredit1795253414000,
  KeepWhatIsInCredit1795253415000,
  AddPricesToAddOnsOfLeases1795253700010,
  FillPricesOfAddOnsOfLeases1795253700011,
  RequirePricesOfAddOnsOfLeases1795253700012,
  CreateFormerTaxFacts1795253700020,
  FillFormerTaxFacts1795253700021,
  AddLeasesToNumberCounters1795253700030,
  CountLeasesSoFar1795253700031,
  ConfirmCardsOfTheSandbox1795253500000,
  ConfirmChargesOfTheSandbox1795253501000,
  DeleteCustomersOfTheSandbox1795253502000,
  WaitForPayers1795253503000,
  TellCardsApart1795253504000,
  CreateGatewayFaults1795253505000,
  SettleRefundsOfTheSandbox1795253710000,
  CreateUnsettledEmails1795310000000,
  RewriteEmails1795310001000,
  RewriteServerNames1795310002000,
  AddRefusedToOutboxMessages1795310003000,
  CreateTwoFactorResets1795300000000,
  CreateHolderReplacements1795300001000,
] as const;
