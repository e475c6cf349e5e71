export { CheckoutPage } from '@renderer/features/checkout/CheckoutPage'
