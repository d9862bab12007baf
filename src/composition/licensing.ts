import { AccountLicensesResolver } from '../features/license/account-licenses.resolver';
import { ActivationMutationResolver } from '../features/license/activation.resolver';
import { ActivationService } from '../features/license/activation.service';
import { Entitlements } from '../features/license/entitlements';
import { InstallationMutationResolver } from '../features/license/installation.resolver';
import { InstallationService } from '../features/license/installation.service';
import { LicenseHistoryResolver } from '../features/license/license-history.resolver';
import { licenseDecisions } from '../features/license/license.decisions';
import {
  ActivationResolver,
  CustomerLicensesResolver,
  LicenseResolver,
} from '../features/license/license.resolver';
import type { Signer } from '../features/license/signer';
import { FormerKeyRepository } from '../features/license/former-key.repository';
import { ReplaceKeyResolver } from '../features/license/replace-key.resolver';
import { SuspensionResolver } from '../features/license/suspension.resolver';
import { maintenanceMails } from '../jobs/maintenance-mails';
import type { Core, Wiring } from './wiring';

/** Licenses, from their activation to their end. */
export function licensing(core: Core, signer: Signer): Wiring {
  const { config, database, reading, sealer, ids, lists, rows, answerAfter, work, notifier } = core;
  const { licenses } = rows;
  const entitlements = new Entitlements(ids, signer);
  const activations = new ActivationService(entitlements);
  return {
    resolvers: [
      new LicenseHistoryResolver(reading, lists),
      new ActivationMutationResolver(activations),
      new InstallationMutationResolver(
        new InstallationService(database, activations, entitlements, answerAfter),
      ),
      new SuspensionResolver(),
      new ReplaceKeyResolver(new FormerKeyRepository(reading), sealer, notifier, config.timeZone),
      new AccountLicensesResolver(licenses, lists, config.timeZone),
      new LicenseResolver(licenses, rows.accounts, rows.customers, sealer, config.timeZone),
      new ActivationResolver(licenses),
      new CustomerLicensesResolver(licenses, lists),
    ],
    decisions: licenseDecisions(licenses),
    jobs: [
      maintenanceMails(database, {
        ...{ work, notifier, timeZone: config.timeZone },
        accountIdOf: (key) => ids.encode('Account', key),
      }),
    ],
  };
}
