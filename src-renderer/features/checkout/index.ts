export { CheckoutPage } from '@renderer/features/checkout/CheckoutPage'
export { retryPath } from '@renderer/features/checkout/retry'
